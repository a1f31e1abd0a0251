// A web handler that routes: POST /ask with a text as its body, POST /why for the decision alone.
//
//     TURNOUT_POLICY=../policies/hybrid.yaml swift run WebHandler
//     curl -d 'What is a turnout?' http://127.0.0.1:8080/ask

import Hummingbird
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutHTTP
import TurnoutPolicy

let environment = Environment()
let path = environment.get("TURNOUT_POLICY") ?? "policies/hybrid.yaml"
let policy = try Policy(
    contentsOf: path, options: PolicyLoadOptions(environment: { Environment().get($0) }))
let transport = HTTPTransport()
let models = try Turnout.Router(policy: policy, transport: transport)

/// Reads a request: the text is the body, and the task may stand in the address, `/ask?task=complex`.
func modelRequest(_ request: Request) async throws -> ModelRequest {
    let body = try await request.body.collect(upTo: 1 << 20)
    let task = request.uri.queryParameters["task"].map(String.init)
    return ModelRequest(String(buffer: body), task: task)
}

let web = Hummingbird.Router()
web.post("ask") { request, _ in
    let stream = try await models.stream(modelRequest(request))
    // The head is sent once the first words are there: until then another target may take over.
    return Response(
        status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
        body: ResponseBody { writer in
            for try await event in stream {
                if case .delta(let piece, _) = event { try await writer.write(ByteBuffer(string: piece.reveal())) }
            }
            try await writer.finish(nil)
        })
}
web.post("why") { request, _ in
    try await models.explain(modelRequest(request)).json().text()
}

let application = Application(
    router: web,
    configuration: .init(address: .hostname("127.0.0.1", port: environment.get("PORT", as: Int.self) ?? 8080)))
do {
    try await application.runService()
} catch {
    await transport.shutdown()
    throw error
}
await transport.shutdown()
