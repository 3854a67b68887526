import { z } from "zod";

/** A text, or how a long one is made of short parts: it stands for the text that it grows into. */
export const GrownText = z.union([
  z.string(),
  z
    .object({
      prefix: z.string().default(""),
      repeat: z.string().default(""),
      times: z.number().default(0),
      middle: z.string().default(""),
      close: z.string().default(""),
      suffix: z.string().default(""),
    })
    .transform(
      ({ prefix, repeat, times, middle, close, suffix }) =>
        prefix + repeat.repeat(times) + middle + close.repeat(times) + suffix,
    ),
]);
