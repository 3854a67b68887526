import type { Conversation } from "../core/host.ts";
import type { GitHubRepository } from "./octokit.ts";
import { createOnce, orNull } from "./steady.ts";

interface Found {
  readonly id: number;
  readonly url: string;
}

/** Comments of one author, `self` (`name[bot]`): a marker in somebody else's comment is only text. */
export function githubConversation(at: GitHubRepository, self: string): Conversation {
  const { client, owner, repo } = at;
  const known = new Map<string, Found>();

  return {
    async react(commentId, content) {
      return await client.rest.reactions
        .createForIssueComment({ owner, repo, comment_id: commentId, content })
        .then(
          () => true,
          () => false,
        );
    },
    async upsertComment({ number, marker, body }) {
      const key = `${number} ${marker}`;
      const text = body.includes(marker) ? body : `${marker}\n${body}`;
      const find = async () => known.get(key) ?? (await findComment(at, { number, marker, self }));
      const before = await find();
      const comment = before ?? (await createOnce(find, () => create(at, number, text)));
      known.set(key, comment);
      if (before !== null) {
        await client.rest.issues.updateComment({ owner, repo, comment_id: comment.id, body: text });
      }
      return comment;
    },
    async commentBody(commentId) {
      const found = await orNull(client.rest.issues.getComment({ owner, repo, comment_id: commentId }));
      return found === null ? null : (found.data.body ?? "");
    },
  };
}

async function create({ client, owner, repo }: GitHubRepository, number: number, body: string) {
  const { data } = await client.rest.issues.createComment({ owner, repo, issue_number: number, body });
  return { id: data.id, url: data.html_url };
}

async function findComment(
  { client, owner, repo }: GitHubRepository,
  { number, marker, self }: { number: number; marker: string; self: string },
): Promise<Found | null> {
  const comments = await client.paginate(client.rest.issues.listComments, {
    owner,
    repo,
    issue_number: number,
    per_page: 100,
  });
  const own = comments.find(({ user, body }) => user?.login === self && body?.includes(marker) === true);
  return own === undefined ? null : { id: own.id, url: own.html_url };
}
