/**
 * Quick exit. Without script the link just leaves; with it the page also disappears from the history, so that "back" does not
 * bring it up again, and three times Escape does the same.
 */
const uitgang = document.querySelector("[data-snel-weg]");
if (uitgang) {
  const weg = () => {
    document.documentElement.hidden = true;
    window.location.replace(uitgang.href);
  };
  let keer = 0;
  let laatst = 0;
  uitgang.addEventListener("click", (gebeurtenis) => {
    gebeurtenis.preventDefault();
    weg();
  });
  document.addEventListener("keydown", (gebeurtenis) => {
    if (gebeurtenis.key !== "Escape") return;
    keer = gebeurtenis.timeStamp - laatst < 1500 ? keer + 1 : 1;
    laatst = gebeurtenis.timeStamp;
    if (keer === 3) weg();
  });
}
