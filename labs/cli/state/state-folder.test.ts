import { describe, expect, it } from "vitest";
import { fakeMachine } from "../testing/fake-machine.ts";
import { stateFolder } from "./state-folder.ts";

const { machine } = fakeMachine();

describe("the state of a checkout", () => {
  it("is in the user's state folder, outside the checkout", () => {
    expect(stateFolder(machine)).toMatch(/^\/home\/ada\/\.local\/state\/atelier\/mylab-[0-9a-f]{10}$/);
  });

  it("follows XDG_STATE_HOME", () => {
    const environment = { ...machine.environment, XDG_STATE_HOME: "/data/state" };
    expect(stateFolder({ ...machine, environment })).toMatch(/^\/data\/state\/atelier\//);
  });

  it("is where PostgreSQL's own user can go when we are root", () => {
    expect(stateFolder({ ...machine, userId: 0 })).toMatch(/^\/var\/lib\/atelier\//);
  });

  it("is another for another checkout, even of the same name", () => {
    expect(stateFolder({ ...machine, checkout: "/srv/my lab" })).not.toBe(stateFolder(machine));
  });

  it("has an ASCII name that stays readable whatever the checkout's", () => {
    expect(stateFolder({ ...machine, checkout: "/home/ada/été à l'atelier" })).toMatch(/\/etealatelier-/);
  });
});
