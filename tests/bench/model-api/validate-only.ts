// The peer that a model's API is measured against: a route that validates the same body and answers a constant.
import type { AddressInfo } from "node:net";
import Fastify from "fastify";

const numbers = { type: "array", minItems: 64, maxItems: 64, items: { type: "number" } };
const item = {
  type: "object",
  required: ["features"],
  additionalProperties: false,
  properties: { features: numbers },
};
const schema = {
  body: {
    type: "object",
    required: ["items"],
    additionalProperties: false,
    properties: { items: { type: "array", minItems: 1, maxItems: 1000, items: item } },
  },
  response: {
    200: {
      type: "object",
      properties: {
        modelVersion: { type: "string" },
        predictions: {
          type: "array",
          items: { type: "object", properties: { score: { type: "number" }, flagged: { type: "boolean" } } },
        },
      },
    },
  },
};

const app = Fastify({ logger: false });
app.post("/v1/predictions", { schema }, (_request, reply) => {
  void reply.send({ modelVersion: "none", predictions: [{ score: 0.5, flagged: false }] });
});
await app.listen({ host: "127.0.0.1", port: 0 });
const { port } = app.server.address() as AddressInfo;
process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`);
