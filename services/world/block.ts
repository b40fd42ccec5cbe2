// Everything of one block, made from its number alone, part by part and only when asked for.
import { makeProducts, type Product } from "./products.ts";
import { makeSellers, type Seller } from "./sellers.ts";
import { makeConnections, type Connection } from "./connections.ts";
import { makeCustomers, type CustomerRecord } from "./customers.ts";
import type { DrawsOf } from "./draws.ts";
import { makeRings, type Ring } from "./fraud.ts";
import type { Layout } from "./layout.ts";
import { lazy } from "./lazy.ts";
import { HISTORY_WINDOW, makeOrders, type Order } from "./orders.ts";
import { makePeople, type Person } from "./people.ts";
import { makeReviews, type Review } from "./reviews.ts";

export interface Block {
  readonly index: number;
  readonly sellers: readonly Seller[];
  readonly products: readonly Product[];
  readonly people: readonly Person[];
  readonly customers: readonly CustomerRecord[];
  readonly connections: readonly (readonly Connection[])[];
  readonly rings: readonly Ring[];
  readonly orders: readonly Order[];
  readonly reviews: readonly Review[];
}

export function makeBlock(drawsOf: DrawsOf, layout: Layout, index: number): Block {
  const size = layout.size(index);
  const sellers = lazy(() => makeSellers(drawsOf, layout, index));
  const products = lazy(() => makeProducts(drawsOf, index, size, sellers()));
  const people = lazy(() => makePeople(drawsOf, layout, index));
  const customers = lazy(() => makeCustomers(drawsOf, index, people()));
  const connections = lazy(() => makeConnections(drawsOf, index, people()));
  const rings = lazy(() => makeRings(drawsOf, index, size.reviews, people(), products()));
  const orders = lazy(() =>
    makeOrders(
      drawsOf,
      { block: index, tick: 0, count: size.orders, ...HISTORY_WINDOW },
      people(),
      products(),
    ),
  );
  const reviews = lazy(() =>
    makeReviews(
      drawsOf,
      {
        block: index,
        people: people(),
        products: products(),
        orders: orders(),
        connections: connections(),
        rings: rings(),
      },
      size.reviews,
    ),
  );
  return {
    index,
    get sellers() {
      return sellers();
    },
    get products() {
      return products();
    },
    get people() {
      return people();
    },
    get customers() {
      return customers();
    },
    get connections() {
      return connections();
    },
    get rings() {
      return rings();
    },
    get orders() {
      return orders();
    },
    get reviews() {
      return reviews();
    },
  };
}
