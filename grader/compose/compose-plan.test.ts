import { describe, expect, it } from "vitest";
import { planCompose } from "./compose-plan.ts";

const inside = (path: string) => path.startsWith("./") && !path.includes("..");
const plan = (service: object, others: object = {}) =>
  planCompose({ version: "3.8", services: { etl: service, ...others } }, ["postgres"], inside);

describe("the plan of a compose file", () => {
  it("keeps what a service is, and drops names and ports that would meet another's", () => {
    const { services, dropped, refused } = plan({
      build: { context: ".", dockerfile: "etl/Dockerfile" },
      environment: ["A=1"],
      container_name: "etl",
      ports: ["8000:8000"],
      "x-note": 1,
    });
    expect(services["etl"]).toEqual({
      build: { context: ".", dockerfile: "etl/Dockerfile" },
      environment: ["A=1"],
    });
    expect(dropped).toEqual(["etl.container_name", "etl.ports", "etl.x-note"]);
    expect(refused).toEqual([]);
  });

  it("leaves out the engines that the exam supplies", () => {
    const { services, supplied } = plan(
      { image: "x" },
      { postgres: { image: "postgres", privileged: true } },
    );
    expect(Object.keys(services)).toEqual(["etl"]);
    expect(supplied).toEqual(["postgres"]);
  });

  it.each([
    [{ privileged: true }],
    [{ network_mode: "host" }],
    [{ pid: "host" }],
    [{ cap_add: ["SYS_ADMIN"] }],
    [{ volumes: ["/var/run/docker.sock:/var/run/docker.sock"] }],
    [{ volumes: ["../..:/host"] }],
    [{ volumes: [{ type: "bind", source: "/etc", target: "/x" }] }],
    [{ volumes: ["~/.ssh:/x"] }],
    [{ devices: ["/dev/kvm"] }],
    [{ security_opt: ["seccomp:unconfined"] }],
    [{ something_new: 1 }],
    [{ image: { deep: 1 } }],
  ])("refuses %j", (service) => {
    expect(plan(service).refused).toHaveLength(1);
  });

  it("keeps mounts of the submission's own files and named volumes", () => {
    const volumes = ["./sql:/sql:ro", "data:/data", { type: "volume", source: "data", target: "/x" }];
    expect(plan({ image: "x", volumes }).refused).toEqual([]);
  });

  it("runs nothing of what is no compose file", () => {
    expect(planCompose("services", [], inside).refused).toHaveLength(1);
    expect(planCompose({ services: [] }, [], inside).services).toEqual({});
  });
});
