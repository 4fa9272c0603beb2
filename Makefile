# The two commands that matter: `make demo` and `make test`. The work is done by the scripts in bin/.
.DEFAULT_GOAL := help
.PHONY: help demo test test-full verify-certificates check fmt bench messages lock workbench clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 28

demo: ## Set up and start Leerkring with its courses and invented people (HOST and PORT can be set)
	@bin/demo

test: ## Set up, check and run all tests: SQLite, PostgreSQL, browser
	@bin/test

test-full: ## The same, and every page in every size, colour and house style, Lighthouse and html-validate
	@bin/test full

verify-certificates: ## Make awkward certificates and let tools that others wrote judge them
	@bin/setup test
	@DJANGO_SETTINGS_MODULE=config.settings_test .venv/bin/pytest -m foreign

check: ## Only the checks: style, types, imports, migrations, settings, translations
	@bin/setup test
	@bin/check

fmt: ## Put Python in the house style
	@bin/setup test
	@.venv/bin/ruff check --fix --quiet --exit-zero
	@.venv/bin/ruff format --quiet

bench: ## Measure; the figures go to bench/RESULTS.md by hand
	@bin/setup test
	@.venv/bin/python -m bench

messages: ## Put new texts in the translation files
	@bin/setup test
	@mkdir -p locale $(patsubst %/kind.py,%/locale,$(wildcard exercises/*/kind.py))
	@DJANGO_SETTINGS_MODULE=config.settings_test .venv/bin/python manage.py makemessages --locale=nl --no-obsolete \
	  --no-wrap --ignore=.venv --ignore=node_modules --ignore=var --ignore=tests --ignore=bench

lock: ## Pin the dependencies anew after a change of requirements/*.in or package.json
	@bin/lock

workbench: ## Try blocks of others in Open edX's workbench, beside ours (PORT can be set)
	@bin/workbench

clean: ## Remove all that was made here, the demo's data included
	@rm -rf .venv node_modules var .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis test-results
	@find . -name __pycache__ -prune -exec rm -rf {} +
	@find . -name '*.mo' -delete
