import { z } from "zod";
import { parseShape } from "#shared/core/parse.ts";

const Id = z.int().min(1);
const WellFormed = z.string().refine((text) => text.isWellFormed(), "a broken surrogate pair");
const Login = z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,99})(?:\[bot\])?$/);
const Person = z.object({ login: Login, type: z.string() });

/** An issue's or a pull request's. */
export const Numbered = Id.max(2 ** 31 - 1);

/** Where an event comes from, as every one of them says it. */
export const Origin = z.object({
  repository: z.object({
    id: Id,
    full_name: z.string().regex(/^[A-Za-z0-9-]{1,100}\/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/),
  }),
  installation: z.object({ id: Id }),
});
export type Origin = z.infer<typeof Origin>;

const Event = Origin.extend({
  issue: z.object({
    number: Numbered,
    locked: z.boolean().optional(),
    pull_request: z.object({}).optional(),
  }),
  comment: z.object({
    id: Id,
    body: WellFormed.max(262_144),
    user: Person.nullable(),
    performed_via_github_app: z.object({}).nullish(),
  }),
  sender: Person,
});

/** A comment that was made a moment ago. */
export type CommentEvent = z.infer<typeof Event>;

export const CommentEvent = {
  /** The event in the fields that we read, null for an edit or a deletion; refuses (`intake/malformed`) what has another shape. */
  read(payload: unknown): CommentEvent | null {
    const { action } = parseShape(z.object({ action: z.string() }), payload, "intake/malformed");
    return action === "created" ? parseShape(Event, payload, "intake/malformed") : null;
  },

  /** Why this comment starts nothing, null where a person wrote it in an open conversation. */
  whyIgnored({ sender, comment, issue }: CommentEvent, self: string): string | null {
    const people = [sender, comment.user ?? { login: "ghost", type: "User" }];
    if (people.some(({ login }) => login.toLowerCase() === self.toLowerCase())) return "own-comment";
    if (people.some(({ login, type }) => type !== "User" || login.endsWith("[bot]"))) return "bot";
    if (comment.user?.login !== sender.login) return "sender";
    if (comment.performed_via_github_app) return "app";
    return issue.locked === true ? "locked" : null;
  },
};
