import TurnoutCommands

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The program: the command line of this process, and its exit code.
@main
struct TurnoutMain {
    static func main() async {
        // A reader that goes away shall be an error of the write, not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        exit(await CommandLineTool.run(arguments: Array(CommandLine.arguments.dropFirst())))
    }
}
