# The commands of hipcoach. `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help run demo test lint explore fuzz bench screenshots clean

BIN := .venv/bin
SOURCES := hipcoach tests tools $(wildcard benchmarks)
# The gate runs the same tests in the same order on the same examples; a search does not.
SEED := 1
ROUNDS := 5

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## open hipcoach
	@PYTHON="$(PYTHON)" sh tools/bootstrap run
	@$(BIN)/hipcoach

demo: ## open hipcoach on twelve weeks of sample data
	@PYTHON="$(PYTHON)" sh tools/bootstrap run
	@$(BIN)/hipcoach --demo

test: lint ## check style, types and import contracts, then run the tests
	@$(BIN)/python -m pytest -q -n auto --dist worksteal --randomly-seed=$(SEED)

lint: ## check style, types and import contracts
	@PYTHON="$(PYTHON)" sh tools/bootstrap test
	@$(BIN)/ruff check $(SOURCES)
	@$(BIN)/ruff format --check $(SOURCES)
	@$(BIN)/mypy $(SOURCES)
	@$(BIN)/lint-imports --no-logo

explore: ## try properties on fresh random examples (ROUNDS=5), and say how to save what is found
	@PYTHON="$(PYTHON)" sh tools/bootstrap test
	@for round in $$(seq $(ROUNDS)); do \
		$(BIN)/python -m pytest -q -n auto --dist worksteal -m hypothesis \
			--hypothesis-profile explore || exit 1; \
	done

fuzz: ## damage data folders for a minute, see that every start opens or explains itself (SEED=)
	@PYTHON="$(PYTHON)" sh tools/bootstrap test
	@$(BIN)/python -m tools.fuzz $(if $(filter command line environment,$(origin SEED)),--seed $(SEED))

bench: ## measure start, memory, timers, drawing, the library, and what is heard
	@PYTHON="$(PYTHON)" sh tools/bootstrap test
	@$(BIN)/python -m benchmarks

screenshots: ## render every page into docs/images
	@PYTHON="$(PYTHON)" sh tools/bootstrap run
	@$(BIN)/hipcoach screenshots docs/images

clean: ## remove the environment and everything generated
	@rm -rf .venv build dist htmlcov .coverage .hypothesis .import_linter_cache .mypy_cache \
		.pytest_cache .ruff_cache hipcoach/ui/resources_rc.py
	@find hipcoach tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
