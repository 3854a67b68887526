import { realJudges } from "../../support/real-judges.ts";
import { openCircle } from "./circle.ts";
import { judged, UNREAD, type Verdict } from "./judge.ts";
import { type Lane, openLane } from "./lane.ts";
import { obedientModel } from "./obedient.ts";
import { judgesWith } from "./planted-fault.ts";
import { play, type Seen, toldBy } from "./play.ts";
import { obedientReviewer } from "./reviewer.ts";
import type { Channel, Row } from "./rows.ts";
import { markerRow, whereRead } from "./unread.ts";
import { watchProcess } from "./watch-process.ts";

/** What went wrong beside the rows; with the channel where one was read that nobody is to read. */
export interface Problem {
  readonly text: string;
  readonly channel?: Channel;
}

/** Rows as they were judged, and what else was noticed. */
export interface Played {
  readonly verdicts: readonly (Verdict & { readonly row: Row })[];
  readonly problems: readonly Problem[];
}

/** What is to be played: rows, whether the channels that nobody reads are proved too, and how. */
export interface Share {
  readonly rows: readonly Row[];
  readonly isProving: boolean;
  readonly plant: string | undefined;
  readonly verbose: boolean;
}

/** Plays rows one after another against one App of their own. */
export async function playShare({ rows, isProving, plant, verbose }: Share): Promise<Played> {
  const watched = watchProcess();
  const stage = await openStage(plant);
  const problems: Problem[] = [];
  for (const channel of isProving ? UNREAD : []) {
    const row = markerRow(channel);
    problems.push(...whereRead(row, await stage.play(row)).map((text) => ({ text, channel })));
  }
  const verdicts: (Verdict & { readonly row: Row })[] = [];
  for (const row of rows) {
    const before = watched.programs.length;
    const seen = await stage.play(row);
    const programs = watched.programs.slice(before);
    verdicts.push({ ...(await judged(row, { ...seen, programs }, stage)), row });
    if (verbose) console.log(endOf(row, seen));
  }
  await stage.stop();
  const hosts = [...watched.hosts].filter((host) => host !== "127.0.0.1");
  const others = [...hosts.map((host) => `called ${host}`), ...stage.lane.github.problems];
  return { verdicts, problems: [...problems, ...others.map((text) => ({ text }))] };
}

/** An App on a GitHub of its own, whose models do what the row says that is played. */
async function openStage(plant: string | undefined) {
  const judges = await realJudges();
  let now: Row | null = null;
  const castFor = (row: Row | null) => ({
    author: obedientModel({ honest: judges.author, row }),
    reviewer: obedientReviewer(row),
  });
  const cast = castFor(null);
  const circle = await openCircle(judges, cast, plant);
  const lane: Lane = await openLane(
    toldBy(() => now, judgesWith(plant, circle.judges)),
    plant,
  );
  return {
    ...{ judges, lane },
    play(row: Row): Promise<Seen> {
      now = row;
      Object.assign(cast, castFor(row));
      return play(row, lane, circle);
    },
    async stop() {
      await lane.stop();
      await circle.stop();
    },
  };
}

function endOf({ id, expect }: Row, { said, prompts, pulls }: Seen): string {
  const ends = said.map((text) => /### [^\n]*/.exec(text)?.[0]).join(" ");
  return `${id} ${expect} ${prompts.length} prompts, ${pulls.length} pulls ${ends}`;
}
