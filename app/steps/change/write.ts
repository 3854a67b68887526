import type { Contract } from "#shared/core/contract.ts";
import { type ExistingResource, existingIn } from "#shared/core/existing-resource.ts";
import { parseShape } from "#shared/core/parse.ts";
import { AUTHOR_ROOM } from "#shared/core/search.ts";
import { TypedChange } from "#shared/core/typed-change.ts";
import type { Request } from "../hands.ts";
import type { Judges } from "../judges.ts";
import type { Task } from "../request/task.ts";

type Promised = Task & { readonly contracts: readonly Contract[] };

/** The typed change of one stack: the answers to all of its briefs, each after what those before it make. */
export async function write(request: Request, task: Promised, judges: Judges): Promise<TypedChange> {
  const { standing } = task.ground;
  let existing = standing === null ? [] : existingIn(standing);
  const changes: TypedChange[] = [];
  for (const [at, brief] of task.briefs.entries()) {
    const change = await answerTo(request, { ...task, ...brief, at, existing }, judges);
    changes.push(change);
    existing = [...existing, ...change.operations.flatMap(standIn)];
  }
  return joined(changes, task.ground.stack);
}

interface Brief extends Promised {
  readonly text: string;
  readonly wishes: Task["briefs"][number]["wishes"];
  readonly at: number;
  readonly existing: readonly ExistingResource[];
}

/** Remembered: a model would answer otherwise after a restart. */
async function answerTo(
  { order, hands, signal }: Request,
  { ground, contracts, text, wishes, at, existing }: Brief,
  { author, search }: Judges,
): Promise<TypedChange> {
  const step = `change ${ground.stack} ${at}`;
  const known = hands.inbox.recall(order.key, step);
  if (known !== undefined) return parseShape(TypedChange, known, "inbox/unreadable");
  const { cloud, account, region } = ground.environment;
  const present = existing.map(({ address, type }) => (address.startsWith("data.") ? `data.${type}` : type));
  const promised = contracts.flatMap(({ promises }) => promises.map(({ subject }) => subject.type));
  const room = { ...AUTHOR_ROOM, present: [...new Set(present)], promised: [...new Set(promised)] };
  const packet = { stack: ground.stack, cloud, account, region, request: text, wishes, existing };
  const catalogue = search.retrieve(text, room);
  const change = TypedChange.parse(await author.write({ ...packet, catalogue }, signal));
  hands.inbox.remember(order.key, step, JSON.parse(JSON.stringify(change)));
  return change;
}

function standIn(operation: TypedChange["operations"][number]): ExistingResource[] {
  if (operation.kind !== "create") return [];
  const { type, name, mode } = operation;
  const address = `${mode === "data" ? "data." : ""}${type}.${name}`;
  return [{ address, type, name, attributes: {}, references: [] }];
}

function joined(changes: readonly TypedChange[], stack: string): TypedChange {
  const [first] = changes;
  if (first !== undefined && changes.length === 1) return first;
  const titles = changes.map(({ title }) => title).join("; ");
  return {
    stack,
    title: titles.length > 70 ? `${titles.slice(0, 69)}…` : titles,
    operations: changes.flatMap(({ operations }) => operations),
    assumptions: [...new Set(changes.flatMap(({ assumptions }) => assumptions))],
    questions: [],
  };
}
