// A filter of system calls (seccomp, in the kernel's classic BPF): what no data pipeline needs, and escapes are made of.
// Calls that need a privilege are not here: nobody inside has one.
// Numbers: https://github.com/torvalds/linux/blob/master/arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h.

/** As [x86-64, arm64]. */
const REFUSED: Readonly<Record<string, readonly [number, number]>> = {
  ptrace: [101, 117],
  syslog: [103, 116],
  add_key: [248, 217],
  request_key: [249, 218],
  keyctl: [250, 219],
  perf_event_open: [298, 241],
  process_vm_readv: [310, 270],
  process_vm_writev: [311, 271],
  bpf: [321, 280],
  userfaultfd: [323, 282],
};
/** Programs that try these fall back to older calls when told that the kernel has none. */
const ABSENT: Readonly<Record<string, readonly [number, number]>> = {
  io_uring_setup: [425, 425],
  io_uring_enter: [426, 426],
  io_uring_register: [427, 427],
};

const ARCHITECTURES = {
  x64: { audit: 0xc000003e, column: 0 },
  arm64: { audit: 0xc00000b7, column: 1 },
} as const;

// Offsets in struct seccomp_data, and instructions of linux/bpf_common.h.
const NUMBER_OFFSET = 0;
const ARCHITECTURE_OFFSET = 4;
const LOAD_WORD = 0x20;
const JUMP_IF_EQUAL = 0x15;
const JUMP_IF_AT_LEAST = 0x35;
const RETURN = 0x06;
const ALLOW = 0x7fff0000;
const KILL_PROCESS = 0x80000000;
const ERROR = 0x00050000;
const EPERM = 1;
const ENOSYS = 38;
/** Calls of x86-64's 32-bit pointers have this bit set, and would pass by another number. */
const X32_BIT = 0x40000000;

/** @returns the program, or undefined for an architecture that is not known here */
export function systemCallFilter(architecture: string): Buffer | undefined {
  if (architecture !== "x64" && architecture !== "arm64") return undefined;
  const { audit, column } = ARCHITECTURES[architecture];
  const refuse = (calls: typeof REFUSED, error: number) =>
    Object.values(calls).flatMap((numbers) => [
      instruction(JUMP_IF_EQUAL, numbers[column], 0, 1),
      instruction(RETURN, ERROR | error),
    ]);
  return Buffer.concat([
    instruction(LOAD_WORD, ARCHITECTURE_OFFSET),
    instruction(JUMP_IF_EQUAL, audit, 1, 0),
    instruction(RETURN, KILL_PROCESS),
    instruction(LOAD_WORD, NUMBER_OFFSET),
    instruction(JUMP_IF_AT_LEAST, X32_BIT, 0, 1),
    instruction(RETURN, KILL_PROCESS),
    ...refuse(REFUSED, EPERM),
    ...refuse(ABSENT, ENOSYS),
    instruction(RETURN, ALLOW),
  ]);
}

/** struct sock_filter: code, jumps when true and when false, operand. Both architectures are little-endian. */
function instruction(code: number, operand: number, whenTrue = 0, whenFalse = 0): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt16LE(code, 0);
  bytes.writeUInt8(whenTrue, 2);
  bytes.writeUInt8(whenFalse, 3);
  bytes.writeUInt32LE(operand >>> 0, 4);
  return bytes;
}
