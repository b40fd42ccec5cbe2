// A kit is a checkout without the complete solution: what would start that is not offered there.
import { existsSync } from "node:fs";
import { join } from "node:path";

/** The file that says so, at the root. */
export const KIT_MARK = ".atelier-kit";

export const isKit = (checkout: string): boolean => existsSync(join(checkout, KIT_MARK));
