extension UsagePage {
    /// How the page looks: on a screen by day and by night, and on paper.
    static let style: HTML = """
        :root { color-scheme: light dark; --ink: #1c2733; --soft: #5b6b7b; --line: #d9e0e7; --paper: #ffffff; \
        --page: #f4f6f8; --bar: #2f6fb0; --held: #9dc0e3; --bad: #b8432f; --warm: #c98a1b; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6ebf0; --soft: #9aa9b8; --line: #334150; \
        --paper: #17202a; --page: #0f161d; --bar: #5b9bd8; --held: #2c4d6d; --bad: #e0735f; --warm: #dca94a; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 2rem 1.5rem 3rem; max-width: 62rem; background: var(--page); \
        color: var(--ink); font: 0.95rem/1.45 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        h1 { margin: 0; font-size: 1.7rem; }
        h2 { margin: 0 0 0.8rem; font-size: 1.1rem; }
        header p, footer p { margin: 0.2rem 0 1.4rem; color: var(--soft); }
        footer p { margin-top: 1.4rem; font-size: 0.85rem; }
        section, .figure { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; }
        section { margin: 1rem 0; padding: 1.1rem 1.2rem; overflow-x: auto; }
        .figures { display: grid; grid-template-columns: repeat(3, 1fr); gap: 0.8rem; margin: 0; }
        @media (max-width: 40rem) { .figures { grid-template-columns: repeat(2, 1fr); } }
        .figure { padding: 0.8rem 1rem; }
        dt, small { color: var(--soft); }
        dt { font-size: 0.85rem; }
        dd { margin: 0; }
        dd b { display: block; font-size: 1.6rem; font-variant-numeric: tabular-nums; }
        small { display: block; font-size: 0.8rem; font-weight: 400; }
        table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
        th, td { padding: 0.3rem 0.5rem; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
        tbody tr:last-child th, tbody tr:last-child td { border-bottom: 0; }
        thead th { color: var(--soft); font-weight: 500; font-size: 0.82rem; }
        th:first-child { text-align: left; font-weight: 500; white-space: normal; overflow-wrap: anywhere; \
        min-width: 9rem; }
        td:nth-child(2), th:nth-child(2) { text-align: left; width: 11rem; }
        tr.more th, tr.more td { color: var(--soft); }
        svg { display: block; }
        svg.bar { width: 10rem; height: 0.8rem; }
        svg.days { width: 100%; height: auto; }
        svg text { fill: var(--soft); font: 11px system-ui, "Segoe UI", Roboto, Arial, sans-serif; }
        .track { fill: var(--line); } .fill { fill: var(--bar); } .held { fill: var(--held); }
        .error { fill: var(--bad); } .soft { fill: var(--warm); } .hard { fill: var(--bad); }
        .grid { stroke: var(--line); } .axis { stroke: var(--soft); }
        @media print { :root { color-scheme: light; --ink: #000; --soft: #444; --line: #ccc; --paper: #fff; \
        --page: #fff; --bar: #2f6fb0; --held: #9dc0e3; --bad: #b8432f; --warm: #c98a1b; } \
        * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } \
        body { max-width: none; padding: 0; font-size: 9.5pt; } section { break-inside: avoid; overflow: visible; } }
        """
}
