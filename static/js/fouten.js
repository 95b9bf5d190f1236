/** After a form came back with errors, the summary's heading takes the focus, so that it is read out first. */
document.querySelector("[data-fouten] h2")?.focus();
