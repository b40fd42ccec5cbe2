// Attacks on the sandbox itself, by the commands of a submission. In the control, `files` shows the host's at /host.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { SandboxRun } from "@atelier/grader/phases/stage-commands.ts";
import type { Guard } from "@atelier/grader/sandbox/guards.ts";
import type { Limits } from "@atelier/grader/sandbox/limits.ts";
import type { Attack } from "./attack.ts";
import type { Scene } from "./scene.ts";

export interface SeenAttack {
  readonly run: SandboxRun;
  readonly scene: Scene;
  /** Processes of the command when it has ended. */
  readonly survivors: number;
}

export interface SandboxAttack extends Attack<Guard, SeenAttack> {
  readonly language: "sh" | "python3" | "node";
  readonly program: string;
  readonly limits?: Partial<Limits>;
  /** What stands before the sandbox: how the grader itself may have been started. */
  readonly enter?: (scene: Scene) => string[];
}

const MB = 2 ** 20;

const hasToken = ({ run, scene }: SeenAttack) => run.stdout.includes(scene.token);
/** What is cut off has not said it. */
const says =
  (word: string) =>
  ({ run }: SeenAttack) =>
    run.ended === "exited" && run.stdout.includes(word);
const neighbourIsDead = ({ scene }: SeenAttack) => !scene.neighbour.isAlive();

/** x86-64's number of a call, or arm64's. */
const SYSCALL = `
import ctypes, os, platform, sys
libc = ctypes.CDLL(None, use_errno=True)
def call(x64, arm64, *arguments):
    number = x64 if platform.machine() == "x86_64" else arm64
    return libc.syscall(ctypes.c_long(number), *arguments)
`;

const connectTo = (family: string, address: string) => `
import os, socket
s = socket.socket(socket.${family}, socket.SOCK_STREAM)
s.settimeout(5)
s.connect(${address})
print(s.recv(100).decode())
`;

export const SANDBOX_ATTACKS: readonly SandboxAttack[] = [
  {
    id: "environment",
    goal: "read the grader's variables",
    guards: ["environment"],
    language: "sh",
    program: "env",
    succeeded: ({ run }) => run.stdout.includes("LC_ALL="),
  },
  {
    id: "first-process-environment",
    goal: "read the grader's variables from the sandbox's first process",
    guards: ["environment"],
    language: "sh",
    program: "grep -qz ATELIER_ATTACK_CANARY /proc/*/environ && echo found",
    succeeded: says("found"),
  },
  {
    id: "neighbours",
    goal: "read the arguments of other processes",
    guards: ["process-namespace"],
    language: "sh",
    program: "cat /proc/[0-9]*/cmdline",
    succeeded: hasToken,
  },
  {
    id: "kill-everything",
    goal: "end the engines or the grader",
    guards: ["process-namespace"],
    language: "sh",
    program: `for file in /proc/[0-9]*/cmdline; do
      pid=\${file#/proc/}; pid=\${pid%/cmdline}
      grep -q "tok[e]n-" $file && kill -9 $pid
    done`,
    succeeded: neighbourIsDead,
  },
  {
    id: "file-outside",
    goal: "read a file of the host",
    guards: ["files"],
    language: "sh",
    program: "cat $SCENE/file /host$SCENE/file /proc/1/root$SCENE/file /proc/self/cwd/../..$SCENE/file",
    succeeded: hasToken,
  },
  {
    id: "symbolic-link-out",
    goal: "read a file of the host by a link in its own folder",
    guards: ["files"],
    language: "sh",
    program: "ln -s $SCENE/file a; ln -s /host$SCENE/file b; cat a b",
    succeeded: hasToken,
  },
  {
    id: "parent-folders",
    goal: "climb out of its folder",
    guards: ["files"],
    language: "python3",
    program: `
import os
for root in ("", "/host"):
    path = "../" * 40 + root + os.environ["SCENE"] + "/file"
    if os.path.exists(path): print(open(path).read())
`,
    succeeded: hasToken,
  },
  {
    id: "long-path",
    goal: "climb out by a path so long that a check of it is cut short",
    guards: ["files"],
    language: "python3",
    program: `
import os
for root in ("", "/host"):
    path = "/tmp/" + "./" * 1900 + ".." + root + os.environ["SCENE"] + "/file"
    if os.path.exists(path): print(open(path).read())
`,
    succeeded: hasToken,
  },
  {
    id: "engine-socket",
    goal: "ask the container engine for a privileged container",
    guards: ["files"],
    language: "python3",
    program: `
import os, socket
for root in ("", "/host"):
    path = root + os.environ["SCENE"] + "/docker.sock"
    if os.path.exists(path):
        s = socket.socket(socket.AF_UNIX)
        s.connect(path)
        print(s.recv(100).decode())
`,
    succeeded: hasToken,
  },
  {
    id: "accounts",
    goal: "learn who uses the machine",
    guards: ["files"],
    language: "sh",
    program: "cat /etc/passwd /host/etc/passwd | grep ^root:",
    succeeded: says("root:"),
  },
  {
    id: "write-where-it-reads",
    goal: "change a folder that it is given to read",
    guards: ["read-only"],
    language: "sh",
    program: "echo changed > /given/open && cat /given/open",
    succeeded: says("changed"),
  },
  {
    id: "write-at-the-root",
    goal: "leave files outside of its folder, in memory that nobody counts as disk",
    guards: ["read-only"],
    language: "sh",
    program: "mkdir /hidden && echo made",
    succeeded: says("made"),
  },
  {
    id: "root-only-file",
    goal: "read what is only the administrator's",
    guards: ["identity"],
    language: "sh",
    program: "cat /given/private",
    succeeded: hasToken,
  },
  {
    id: "device-node",
    goal: "make a device node, to read the disk beneath the file system",
    guards: ["identity"],
    language: "sh",
    program: "mknod /tmp/disk b 7 0 && echo made",
    succeeded: says("made"),
  },
  {
    id: "mount",
    goal: "cover or uncover files by mounts",
    guards: ["identity"],
    language: "sh",
    program: "mount -t tmpfs none /tmp && echo mounted",
    succeeded: says("mounted"),
  },
  {
    id: "set-user-id",
    goal: "become root by a program that belongs to root",
    guards: ["bubblewrap"],
    language: "sh",
    program:
      "/given/setuid-head -c 100 /given/private $SCENE/private || $SCENE/setuid-head -c 100 $SCENE/private",
    succeeded: hasToken,
  },
  {
    id: "user-namespace",
    goal: "be root in a namespace of its own, where more of the kernel can be attacked",
    guards: ["user-namespaces"],
    language: "sh",
    program: "unshare --user --map-root-user --mount sh -c 'mount -t tmpfs none /tmp' && echo mounted",
    succeeded: says("mounted"),
  },
  {
    id: "tcp-out",
    goal: "talk to what listens beside the grader",
    guards: ["network"],
    language: "python3",
    program: connectTo("AF_INET", '("127.0.0.1", int(os.environ["TCP_PORT"]))'),
    succeeded: hasToken,
  },
  {
    id: "udp-out",
    goal: "smuggle data out as name look-ups do",
    guards: ["network"],
    language: "python3",
    program: `
import os, socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.settimeout(2)
s.sendto(b"x", ("127.0.0.1", int(os.environ["UDP_PORT"])))
print(s.recv(100).decode())
`,
    succeeded: hasToken,
  },
  {
    id: "abstract-socket",
    goal: "talk to a socket that is in no folder",
    guards: ["network"],
    language: "python3",
    program: connectTo("AF_UNIX", '"\\0" + os.environ["SCENE"]'),
    succeeded: hasToken,
  },
  {
    id: "open-ports",
    goal: "see what listens beside the grader",
    guards: ["network"],
    language: "sh",
    program: 'grep -qi "$(printf ":%04X" $TCP_PORT) " /proc/net/tcp && echo seen',
    succeeded: says("seen"),
  },
  {
    id: "shared-memory-segment",
    goal: "read memory that another process shares",
    guards: ["ipc"],
    language: "sh",
    program: 'ipcs -m -i "$SEGMENT" 2>/dev/null | grep -q bytes=4096 && echo seen',
    succeeded: says("seen"),
  },
  {
    id: "shared-memory-file",
    goal: "read what another process has left in /dev/shm",
    guards: ["devices"],
    language: "sh",
    program: "cat /dev/shm/token-*",
    succeeded: hasToken,
  },
  {
    id: "host-name",
    goal: "know an exam's machine from one's own",
    guards: ["host-name"],
    language: "sh",
    program: 'test "$(uname -n)" != atelier && echo known',
    succeeded: says("known"),
  },
  {
    id: "inherited-descriptor",
    goal: "read what the grader has open: its audit",
    guards: ["descriptors"],
    language: "python3",
    program: "import os; print(os.read(20, 100).decode())",
    enter: ({ folder }) => ["bash", "-c", `exec 20< ${folder}/file; exec "$@"`, "bash"],
    succeeded: hasToken,
  },
  {
    id: "forged-message",
    goal: "speak as the grader: write its JSON lines wherever something is open for writing",
    guards: ["descriptors"],
    language: "python3",
    program: `
import os
line = b'{"type":"done","observations":{},"absences":[]}\\n'
for name in os.listdir("/proc/self/fd"):
    if int(name) < 3: continue
    try: os.write(int(name), line)
    except OSError: pass
`,
    enter: ({ folder }) => ["bash", "-c", `exec 20> ${folder}/said; exec "$@"`, "bash"],
    succeeded: async ({ scene }) => (await readFile(join(scene.folder, "said"), "utf8")).includes("done"),
  },
  {
    id: "program-overwritten",
    goal: "change the program that the grader will run again, through the process that runs it",
    guards: ["read-only"],
    language: "python3",
    program: `
import os, subprocess
running = subprocess.Popen(["/given/program", "0.2"])
exe = os.open(f"/proc/{running.pid}/exe", os.O_PATH)
running.wait()
with open(f"/proc/self/fd/{exe}", "r+b") as program: program.write(b"#!/bin/false")
print("overwritten")
`,
    succeeded: says("overwritten"),
  },
  {
    id: "forged-exit-code",
    goal: "have failed, and be told of as a success",
    guards: ["bubblewrap"],
    language: "python3",
    program: `
import os
for descriptor in range(3, 30):
    try: os.write(descriptor, b'{"exit-code": 0}\\n')
    except OSError: pass
os._exit(7)
`,
    succeeded: ({ run }) => run.code === 0,
  },
  {
    id: "terminal",
    goal: "write on the teacher's terminal, whose escapes can type for them",
    guards: ["session"],
    language: "sh",
    program: "echo x > /dev/tty && echo written",
    enter: () => ["python3", "-c", "import pty, sys; pty.spawn(sys.argv[1:])"],
    succeeded: says("written"),
  },
  {
    id: "trace",
    goal: "drive another process step by step",
    guards: ["system-calls"],
    language: "python3",
    program: `${SYSCALL}
if call(101, 117, 0, 0, 0, 0) == 0: print("traced")
`,
    succeeded: says("traced"),
  },
  {
    id: "key-ring",
    goal: "keep or find keys in the kernel, which survive a command",
    guards: ["system-calls"],
    language: "python3",
    program: `${SYSCALL}
if call(248, 217, b"user", b"left", b"behind", 6, -2) > 0: print("kept")
`,
    succeeded: says("kept"),
  },
  {
    id: "memory-of-another",
    goal: "read another process's memory",
    guards: ["system-calls"],
    language: "python3",
    program: `${SYSCALL}
class Vector(ctypes.Structure): _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]
secret, taken = ctypes.create_string_buffer(b"secret"), ctypes.create_string_buffer(6)
one = ctypes.c_long(1)
there, here = Vector(ctypes.addressof(secret), 6), Vector(ctypes.addressof(taken), 6)
if call(310, 270, os.getpid(), ctypes.byref(here), one, ctypes.byref(there), one, ctypes.c_long(0)) == 6: print("read")
`,
    succeeded: says("read"),
  },
  {
    id: "fault-handler",
    goal: "stop the kernel in the middle of a copy, as many exploits need",
    guards: ["system-calls"],
    language: "python3",
    program: `${SYSCALL}
if call(323, 282, 1) >= 0: print("stopped")
`,
    succeeded: says("stopped"),
  },
  {
    id: "core-dump",
    goal: "fill the disk, or write memory where someone reads it",
    guards: ["core-dumps"],
    language: "sh",
    program: `sh -c 'kill -SEGV $$'; ls core* && echo dumped`,
    succeeded: says("dumped"),
  },
  {
    id: "many-processes",
    goal: "leave the machine no process",
    guards: ["processes"],
    language: "python3",
    program: `
import os, time
started = 0
for _ in range(120):
    if os.fork() == 0: time.sleep(60); os._exit(0)
    started += 1
print("started all")
`,
    limits: { pids: 40 },
    succeeded: says("started all"),
  },
  {
    id: "many-threads",
    goal: "leave the machine no process, by threads",
    guards: ["processes"],
    language: "python3",
    program: `
import threading, time, os
for _ in range(120): threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
print("started all", flush=True)
os._exit(0)
`,
    limits: { pids: 40 },
    succeeded: says("started all"),
  },
  {
    id: "memory",
    goal: "leave the machine no memory",
    guards: ["memory"],
    language: "python3",
    program: 'held = b"x" * (200 * 2**20); print("held")',
    limits: { memoryBytes: 96 * MB },
    succeeded: says("held"),
  },
  {
    id: "memory-in-children",
    goal: "leave the machine no memory, a little in each process",
    guards: ["memory"],
    language: "python3",
    program: `
import os, time
children = []
for _ in range(10):
    read, write = os.pipe()
    if os.fork() == 0:
        held = bytearray(os.urandom(1)) * (20 * 2**20)
        os.write(write, b"k")
        time.sleep(60)
        os._exit(0)
    os.close(write)
    children.append(os.read(read, 1))
if all(children) and os.waitpid(-1, os.WNOHANG)[0] == 0: print("held")
`,
    limits: { memoryBytes: 96 * MB },
    succeeded: says("held"),
  },
  {
    id: "memory-as-files",
    goal: "use memory without a process that has it",
    guards: ["temporary-size"],
    language: "sh",
    program: "head -c 64m /dev/zero > /tmp/a && head -c 64m /dev/zero > /dev/shm/a && echo held",
    limits: { temporaryBytes: 16 * MB },
    succeeded: says("held"),
  },
  {
    id: "full-disk",
    goal: "fill the disk with one file",
    guards: ["disk"],
    language: "sh",
    program: "head -c 64m /dev/zero > large && echo written",
    succeeded: says("written"),
  },
  {
    id: "many-files",
    goal: "leave the disk no entry for another file",
    guards: ["disk"],
    language: "python3",
    program: `
for number in range(8000): open(str(number), "w").close()
print("written")
`,
    succeeded: says("written"),
  },
  {
    id: "sparse-file",
    goal: "leave a file that takes no room and an hour to read",
    guards: ["file-size"],
    language: "sh",
    program: "truncate -s 1g sparse && echo written",
    limits: { fileBytes: 64 * MB },
    succeeded: says("written"),
  },
  {
    id: "output-flood",
    goal: "fill the grader's disk or memory by its output",
    guards: ["output"],
    language: "sh",
    program: "head -c 4m /dev/zero; echo; echo flooded",
    limits: { outputBytes: MB },
    succeeded: ({ run }) => run.ended === "exited" && run.stdout.endsWith("flooded\n"),
  },
  {
    id: "error-flood",
    goal: "fill the grader's disk or memory by its errors",
    guards: ["output"],
    language: "sh",
    program: "(head -c 4m /dev/zero; echo; echo flooded) >&2",
    limits: { outputBytes: MB },
    succeeded: ({ run }) => run.ended === "exited" && run.stderr.endsWith("flooded\n"),
  },
  {
    id: "deaf",
    goal: "go on for ever, deaf to requests to end",
    guards: ["time"],
    language: "sh",
    program: "trap '' TERM INT HUP; sleep 2; echo went on",
    limits: { wallMs: 500 },
    succeeded: says("went on"),
  },
  {
    id: "daemon",
    goal: "leave a process behind that watches the next command",
    guards: ["process-namespace", "survivors"],
    language: "python3",
    program: `
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for descriptor in (0, 1, 2): os.close(descriptor)
        time.sleep(600)
    os._exit(0)
`,
    succeeded: ({ survivors }) => survivors > 0,
  },
];
