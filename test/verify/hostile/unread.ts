import type { Seen } from "./play.ts";
import type { Channel, Row } from "./rows.ts";

const MARKER = "marker-7f3b9c1e-of-an-unread-channel";

/** A row whose text can be found wherever it goes. */
export function markerRow(channel: Channel): Row {
  return {
    ...{ id: "marker", category: 0, channel, text: MARKER, expect: "neutral", canary: MARKER, why: "marker" },
    ...{ actor: { permission: "write", type: "User" }, forbid: [], meta: {}, keep: [], does: [] },
  };
}

/** Where the marker has come to, in a row that did ask the model; a channel that nobody asked the model in proves nothing. */
export function whereRead({ channel }: Row, { prompts, sent }: Seen): string[] {
  if (prompts.length === 0) return [`${channel}: the model was never asked`];
  return [
    ...prompts.filter((text) => text.includes(MARKER)).map(() => `${channel} is read: it is in a prompt`),
    ...sent.filter(({ text }) => text.includes(MARKER)).map(({ place }) => `${channel} is read: ${place}`),
  ];
}
