// `./atelier tensorflow`: the native backend of the trainer, for who wants it.
import { installTensorflow } from "@atelier/engines/tensorflow.ts";
import type { Cli } from "../app.ts";

export async function tensorflow({ machine, console, t }: Cli): Promise<number> {
  const folder = await installTensorflow({ say: console.say, signal: machine.interrupted });
  console.print(t("tensorflow.built", { folder }));
  return 0;
}
