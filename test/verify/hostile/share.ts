import { playShare, type Share } from "./session.ts";

/** A process that plays the rows that it is sent, and sends back how they were judged. */
process.once("message", (share: Share) => {
  playShare(share).then(
    (played) => process.send?.(played, () => process.disconnect()),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
