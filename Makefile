# Every target does its own set-up. `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help setup build release test check test-model check-sdks demo bench bench-peers examples docs format clean bench-dispatch simulate simulate-budgets mutants eval-privacy eval-tokens

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install the Debian packages that are missing
	@scripts/setup.sh

build: setup ## debug build
	@swift build

release: setup ## optimised build of the command line, into .build/release/turnout
	@swift build -c release --product turnout

check: setup ## format and documentation links, in seconds
	@scripts/check.sh

test: check ## checks, build with warnings as errors, all tests that need no model
	@scripts/test.sh

test-model: setup ## integration test against a real local model (downloads about 360 MB once)
	@scripts/test-model.sh

check-sdks: setup ## show the wire fixtures to the services' own client libraries (downloads about 40 MB once)
	@scripts/sdk-check/run.sh

demo: ## build, start a real local model, route four requests, stream an answer
	@scripts/demo.sh

bench: setup ## time and allocations of decisions
	@scripts/bench.sh

bench-peers: setup ## the same decision in Cedar and LiteLLM, into docs/benchmarks-peers.md
	@scripts/peers/run.sh

eval-privacy: setup ## precision, recall, false alarms and time of the detectors on labelled texts
	@scripts/privacy/eval.sh

eval-tokens: setup ## error of the token estimates, against the real local model and eight public vocabularies
	@scripts/tokens/eval.sh

bench-dispatch: setup ## what the dispatcher adds to a request over loopback, against the bare HTTP client
	@scripts/bench-dispatch.sh

SEEDS ?= 10000
simulate: setup ## the real router under SEEDS=10000 seeds of faults, every invariant checked at each step
	@swift run -c release simulate-dispatch --seeds $(SEEDS)
	@swift run -c release simulate-dispatch --budget-edge --seeds 500
	@swift run -c release simulate-dispatch --memory 100000

simulate-budgets: SEEDS = 5000
simulate-budgets: setup ## 200 tasks at once at the edge of a hard budget, under SEEDS=5000 seeds
	@swift run -c release simulate-dispatch --budget-edge --seeds $(SEEDS)

mutants: setup ## one deliberate defect after the other; the simulation has to find each
	@scripts/mutants.sh

examples: setup ## build every package in Examples/
	@scripts/examples.sh

docs: setup ## documentation of the library, by DocC, into .build/documentation
	@scripts/docs.sh

format: ## rewrite all Swift files in the project's format
	@scripts/check.sh --fix

clean: ## remove what was built, downloaded and started
	@scripts/model.sh stop
	@rm -rf .build .build-* .cache Tests/Benchmarks/.build Examples/.build Examples/*/.build
