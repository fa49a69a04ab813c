# Each target can be the first command ever typed: it makes the environment it needs.
.PHONY: test run demo bench soak check format translations screenshots lock clean

VENV := .venv
PYTHON := $(VENV)/bin/python
READY := $(VENV)/.ready

test: $(READY)  ## ruff, types, import contracts, tests
	@tools/system-packages.sh test
	$(MAKE) --no-print-directory check
	$(PYTHON) -m pytest -q

check: $(READY)
	$(VENV)/bin/ruff format --check -q .
	$(VENV)/bin/ruff check -q .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --no-cache

run: $(READY)  ## open the app
	@tools/system-packages.sh run
	$(PYTHON) -m evalapp

demo: $(READY)  ## the whole main job on the sample evaluation, into build/demo
	rm -rf build/demo
	$(PYTHON) -m evalapp demo --out build/demo

bench: $(READY)  ## speed and memory as ratios against yardsticks measured in the same run
	$(PYTHON) -m tests.benchmarks

soak: $(READY)  ## the long trials: kills, hostile files, mutations
	@tools/system-packages.sh test
	$(PYTHON) -m pytest -q -m soak

format: $(READY)
	$(VENV)/bin/ruff check -q --fix .
	$(VENV)/bin/ruff format -q .

translations: $(READY)  ## extract, merge and compile the Japanese catalogue
	$(PYTHON) tools/translations.py

screenshots: $(READY)  ## a picture of every state of the windows, into build/screenshots
	@tools/system-packages.sh run
	$(PYTHON) -m tools.screenshots

lock:  ## renew requirements.lock (needs uv on the PATH)
	uv pip compile --quiet --universal --python-version 3.11 --extra dev --generate-hashes \
	  --no-emit-index-url --no-annotate --custom-compile-command "make lock" pyproject.toml -o requirements.lock

clean:
	rm -rf build $(VENV)

$(READY): requirements.lock pyproject.toml tools/make-venv.sh
	tools/make-venv.sh $(VENV)
	@touch $(READY)
