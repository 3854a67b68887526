import { describe, expect, it, vi } from "vitest";
import { runProgram } from "#shared/adapters/command-line.ts";
import { PipelineError } from "#shared/core/error.ts";

const unknownOption = Object.assign(new TypeError("Unknown option '--x'"), {
  code: "ERR_PARSE_ARGS_UNKNOWN_OPTION",
});

describe("a program's command line", () => {
  it.each<[what: string, argv: string[], work: () => number, code: number, said: string]>([
    ["gives its own exit code", ["do", "a"], () => 3, 3, ""],
    ["names a refusal with what to do next", ["do"], thrown(refusal()), 1, "a/b: No. Ask again.\n"],
    ["takes wrong arguments for wrong usage", ["do"], thrown(unknownOption), 2, "Unknown option '--x'\n"],
    ["takes another TypeError for undecided", ["do"], thrown(new TypeError("x is null")), 3, "x is null\n"],
    ["takes any other error for undecided", ["do"], thrown(new Error("disk full")), 3, "disk full\n"],
    ["knows no such command", ["undo"], () => 0, 2, "usage: program do …\n"],
    ["knows no inherited name either", ["constructor"], () => 0, 2, "usage: program do …\n"],
    ["wants a command", [], () => 0, 2, "usage: program do …\n"],
  ])("%s", async (_, argv, work, code, said) => {
    const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const run = vi.fn(async (_args: string[]) => work());

    await expect(runProgram("program", { do: async () => ({ run }) }, argv)).resolves.toBe(code);

    expect(written.mock.calls.map(([text]) => text).join("")).toBe(said);
    expect(run.mock.calls).toEqual(argv[0] === "do" ? [[argv.slice(1)]] : []);
    written.mockRestore();
  });
});

function refusal(): PipelineError {
  return new PipelineError("a/b", "No.", { next: "Ask again." });
}

function thrown(error: Error): () => number {
  return () => {
    throw error;
  };
}
