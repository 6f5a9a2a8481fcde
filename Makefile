# Everything a person types. Each target sets the machine up first; a second time that takes a moment.
PYTHON ?= python3
export PYTHONUNBUFFERED = 1

# One set of pins for every Python that the application supports.
COMPILE = .venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --no-header --no-emit-index-url

.DEFAULT_GOAL := help
.PHONY: help run test bench opmaak vereisten

help:  ## deze uitleg
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## */  make \1\t/' | expand -t 20

run: export PORT := $(or $(PORT),8000)
run:  ## de applicatie op http://127.0.0.1:8000 (PORT=… voor een andere poort)
	@$(PYTHON) tools/prepare.py
	@exec .venv/bin/python tools/serve.py

test:  ## alle controles en tests
	@$(PYTHON) tools/prepare.py --test
	@.venv/bin/python tools/check.py

bench:  ## de snelheid meten: laden, PDF en pagina's (enkele minuten)
	@$(PYTHON) tools/prepare.py --test
	@.venv/bin/python -m benchmarks

opmaak:  ## code en sjablonen opmaken zoals 'make test' ze wil hebben
	@$(PYTHON) tools/prepare.py --test
	@.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format --quiet .
	@find templates -name '*.html' -print0 | xargs -0 -r .venv/bin/djade --target-version 5.2

vereisten:  ## requirements*.txt opnieuw vastleggen uit requirements*.in
	@$(PYTHON) tools/prepare.py --test
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check uv
	@$(COMPILE) requirements.in -o requirements.txt
	@$(COMPILE) requirements-dev.in -o requirements-dev.txt
