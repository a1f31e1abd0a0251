"""Times one and the same decision in Turnout, Cedar and LiteLLM's router, and writes a Markdown table.

The decision is that of Tests/Benchmarks/Sources/DecideScenario: N tenants, each with a rule that sends its complex
requests to one of eight models of an external provider; confidential requests stay with the local model. The request
of the last tenant is decided. Before anything is timed, each program must give the expected answer to a public
request, a confidential one and one of an unknown tenant; a wrong answer ends the run.

Exit codes: 0 written, 1 a wrong decision or a failed measurement, 2 usage.
"""

import argparse
import asyncio
import datetime
import importlib.metadata
import json
import math
import os
import pathlib
import platform
import subprocess
import sys
import time
from dataclasses import dataclass

# LiteLLM would otherwise fetch its price list when it is imported.
os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"

MODELS = 8
SIZES = [10, 100, 1_000, 10_000]
# LiteLLM's time grows with the number of deployments, about 3 ms at 1,000: the next size would take minutes.
LITELLM_LARGEST = 1_000
SECONDS_PER_SIZE = 2.0
# Whatever else the machine does falls on one program or another by chance. Each is measured in every round, in turn,
# and its best round counts.
ROUNDS = 3
FEWEST, MOST = 500, 20_000


@dataclass
class Timing:
    p50: float  # µs
    p99: float  # µs
    decisions: int


class MeasurementFailed(Exception):
    pass


def expect(program: str, question: str, answer: object, wanted: object) -> None:
    if answer != wanted:
        raise MeasurementFailed(f"{program}, {question}: answered {answer!r}, expected {wanted!r}")


def percentile(ordered: list[int], percent: int) -> float:
    """Nearest rank, of nanoseconds, in microseconds."""
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)] / 1000


def summary(nanoseconds: list[int]) -> Timing:
    ordered = sorted(nanoseconds)
    return Timing(percentile(ordered, 50), percentile(ordered, 99), len(ordered))


def enough(count: int, started: float) -> bool:
    return count >= MOST or (count >= FEWEST and time.monotonic() - started > SECONDS_PER_SIZE)


class Cedar:
    """Policies and entities are parsed once; each decision is one `is_authorized`.

    Cedar answers yes or no for one model. Finding the model among several would take several calls: the one that is
    timed, about the right model, is its best case.
    """

    name = "Cedar"

    def __init__(self, tenants: int):
        import cedarpy

        self.cedarpy = cedarpy
        rules = [
            'forbid (principal, action, resource) when { resource.locality == "external" && context.sensitivity >= 2 };',
            'permit (principal, action == Action::"send", resource == Model::"local/small");',
        ]
        rules += [
            f'permit (principal == Tenant::"t{tenant}", action == Action::"send", '
            f'resource == Model::"cloud/m{tenant % MODELS}") when {{ context.task == "complex" }};'
            for tenant in range(tenants)
        ]
        self.policies = cedarpy.PolicySet.from_str("\n".join(rules))
        places = {f"cloud/m{model}": "external" for model in range(MODELS)} | {"local/small": "local"}
        self.entities = cedarpy.Entities.from_json_str(
            json.dumps(
                [
                    {"uid": {"type": "Model", "id": model}, "attrs": {"locality": locality}, "parents": []}
                    for model, locality in places.items()
                ]
            )
        )
        self.tenant = f"t{tenants - 1}"
        self.model = f"cloud/m{(tenants - 1) % MODELS}"

    @staticmethod
    def version() -> str:
        return "cedarpy " + importlib.metadata.version("cedarpy")

    def may(self, tenant: str, model: str, sensitivity: int) -> bool:
        request = {
            "principal": f'Tenant::"{tenant}"',
            "action": 'Action::"send"',
            "resource": f'Model::"{model}"',
            "context": {"task": "complex", "sensitivity": sensitivity},
        }
        return self.cedarpy.is_authorized(request, self.policies, self.entities).allowed

    def check(self) -> None:
        expect(self.name, "public, its model", self.may(self.tenant, self.model, 0), True)
        expect(self.name, "public, another model", self.may(self.tenant, "cloud/m0", 0), self.model == "cloud/m0")
        expect(self.name, "confidential, its model", self.may(self.tenant, self.model, 2), False)
        expect(self.name, "confidential, local", self.may(self.tenant, "local/small", 2), True)
        expect(self.name, "unknown tenant", self.may("nobody", self.model, 0), False)

    def measure(self) -> Timing:
        for _ in range(100):
            self.may(self.tenant, self.model, 0)
        times, started = [], time.monotonic()
        while not enough(len(times), started):
            before = time.perf_counter_ns()
            self.may(self.tenant, self.model, 0)
            times.append(time.perf_counter_ns() - before)
        return summary(times)


class LiteLLM:
    """Tags are its way to say that a request may use some deployments only; the router is asked in process.

    A deployment for each tenant carries the tenant's tag, the local one is the default. A confidential request asks
    for the tag `local`: the caller has to know that, there is no guard that says so.
    """

    name = "LiteLLM"

    def __init__(self, tenants: int):
        import litellm

        def deployment(model: str, tags: list[str]) -> dict:
            # Never called: only the choice is timed.
            call = {"model": f"openai/{model}", "api_key": "none", "api_base": "http://127.0.0.1:9/v1", "tags": tags}
            return {"model_name": "chat", "litellm_params": call}

        deployments = [deployment(f"m{tenant % MODELS}", [f"t{tenant}"]) for tenant in range(tenants)]
        deployments.append(deployment("small", ["default", "local"]))
        self.router = litellm.Router(model_list=deployments, enable_tag_filtering=True)
        self.messages = [{"role": "user", "content": "Compare two ways to shard a table."}]
        self.tenant = f"t{tenants - 1}"
        self.model = f"openai/m{(tenants - 1) % MODELS}"

    @staticmethod
    def version() -> str:
        return "litellm " + importlib.metadata.version("litellm")

    async def choose(self, tag: str) -> str:
        chosen = await self.router.async_get_available_deployment(
            model="chat", request_kwargs={"metadata": {"tags": [tag]}}, messages=self.messages
        )
        return chosen["litellm_params"]["model"]

    async def check_all(self) -> None:
        expect(self.name, "public", await self.choose(self.tenant), self.model)
        expect(self.name, "confidential", await self.choose("local"), "openai/small")
        expect(self.name, "unknown tenant", await self.choose("nobody"), "openai/small")

    def check(self) -> None:
        asyncio.run(self.check_all())

    async def measure_all(self) -> Timing:
        for _ in range(50):
            await self.choose(self.tenant)
        times, started = [], time.monotonic()
        while not enough(len(times), started):
            before = time.perf_counter_ns()
            await self.choose(self.tenant)
            times.append(time.perf_counter_ns() - before)
        return summary(times)

    def measure(self) -> Timing:
        return asyncio.run(self.measure_all())


def measure_turnout(loop: pathlib.Path) -> dict[int, tuple[Timing, int]]:
    """Runs DecideLoop, which checks its decisions by itself before it times them."""
    iterations = MOST
    run = subprocess.run(
        [loop, "--routes", ",".join(map(str, SIZES)), "--iterations", str(iterations)],
        capture_output=True,
        text=True,
        timeout=300,
    )
    if run.returncode != 0:
        raise MeasurementFailed(run.stderr.strip() or f"DecideLoop ended with {run.returncode}")
    return {
        row["routes"]: (Timing(row["p50_us"], row["p99_us"], iterations), row["allocations"])
        for row in json.loads(run.stdout)["decide"]
    }


def prepare(peer: type, largest: int) -> dict[int, object]:
    """A subject of each size that has answered rightly."""
    subjects = {}
    for size in (size for size in SIZES if size <= largest):
        subjects[size] = peer(size)
        subjects[size].check()
    return subjects


def keep_better(best: dict, size: int, timing: Timing) -> None:
    if size not in best or timing.p50 < best[size].p50:
        best[size] = timing


@dataclass
class Results:
    turnout: dict[int, Timing]
    allocations: dict[int, int]
    cedar: dict[int, Timing]
    litellm: dict[int, Timing]
    load: float  # other work at the start: the machine's load average of the last minute


def measure(loop: pathlib.Path) -> Results:
    results = Results({}, {}, {}, {}, os.getloadavg()[0])
    cedar, litellm = prepare(Cedar, SIZES[-1]), prepare(LiteLLM, LITELLM_LARGEST)
    for turn in range(1, ROUNDS + 1):
        print(f"round {turn} of {ROUNDS}", file=sys.stderr)
        for size, (timing, allocations) in measure_turnout(loop).items():
            keep_better(results.turnout, size, timing)
            results.allocations[size] = max(allocations, results.allocations.get(size, 0))
        for subjects, best in ((cedar, results.cedar), (litellm, results.litellm)):
            for size, subject in subjects.items():
                keep_better(best, size, subject.measure())
    return results


def number(microseconds: float) -> str:
    """Three significant digits, without a power of ten."""
    if microseconds >= 100:
        return f"{microseconds:,.0f}"
    return f"{microseconds:.1f}" if microseconds >= 10 else f"{microseconds:.2f}"


def cell(timing: Timing | None) -> str:
    return f"{number(timing.p50)} / {number(timing.p99)}" if timing else "–"


def document(results: Results) -> str:
    rows = [
        f"| {size:,} | {cell(results.turnout[size])} | {results.allocations[size]} "
        f"| {cell(results.cedar.get(size))} | {cell(results.litellm.get(size))} |"
        for size in SIZES
    ]
    today = datetime.date.today().isoformat()
    return f"""# The same decision in Cedar and in LiteLLM

Written by `make bench-peers` on {today}: {os.cpu_count()} {platform.machine()} cores, {platform.system()},
{Cedar.version()}, {LiteLLM.version()}, Python {platform.python_version()}; load average at the start {results.load:.1f}.
Microseconds for one decision, p50 / p99, of the best of {ROUNDS} rounds in which all take turns.

| rules | Turnout | allocations | Cedar | LiteLLM |
|---:|---:|---:|---:|---:|
{chr(10).join(rows)}

**The decision.** N tenants; the complex requests of each go to one of {MODELS} external models, confidential requests
stay with the local one. The last tenant's public request is decided. Before it is timed, each program has to answer
rightly for a public request, a confidential one and, the peers, one of an unknown tenant.

**How each is asked.** All in process, one decision after another on one thread, after a warm-up, with everything
parsed before.
- Turnout: facts in, ordered chain of targets with its trace out. Measured inside the process, in Swift.
- Cedar: one policy for each tenant and one that forbids. Called from Python: what it costs to hand the request over is
  part of the time. It answers for one model; the right one is asked about, which is its best case.
- LiteLLM: one deployment for each tenant, chosen by tag with `async_get_available_deployment`. No time above
  {LITELLM_LARGEST:,}: it grows with the number of deployments.

**What it does not show.** Cedar is a language for permissions and does more than models; LiteLLM also balances among
deployments of one tag. A call to a model takes longer than any of these by far: what counts is whether a decision can
be taken for every request, and again for every fallback, without a thought about its price.
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--loop", type=pathlib.Path, required=True, help="the built DecideLoop")
    parser.add_argument("--output", type=pathlib.Path, required=True, help="the Markdown file to write")
    chosen = parser.parse_args()
    try:
        results = measure(chosen.loop)
    except (MeasurementFailed, OSError, subprocess.TimeoutExpired, ValueError, KeyError) as problem:
        print(f"compare: {problem}", file=sys.stderr)
        return 1
    text = document(results)
    chosen.output.write_text(text, encoding="utf-8")
    print("\n".join(line for line in text.splitlines() if line.startswith("|")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
