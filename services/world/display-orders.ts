// How orders and customers are shown, damage included. Each function writes a form outright; none reads one back.
import { CUSTOMER_COLUMNS, type ListedOrder } from "./listing.ts";
import { cents } from "./amounts.ts";
import { isoDate, isoSeconds, parisWithoutZone } from "./calendar.ts";
import type { CustomerRecord } from "./customers.ts";
import type { Draws, DrawsOf } from "./draws.ts";
import type { Order, OrderStatus } from "./orders.ts";
import { looseForms } from "./phones.ts";

const STATUS_WORDS: Readonly<Record<OrderStatus, string>> = {
  placed: "passée",
  shipped: "expédiée",
  delivered: "livrée",
  cancelled: "annulée",
};

export function showOrder(drawsOf: DrawsOf, block: number, order: Order): ListedOrder {
  const draws = drawsOf("display:order", block, order.index, order.tick);
  const { person, defect } = order;
  const word = STATUS_WORDS[order.status];
  return {
    orderId: order.orderId,
    customer: {
      name: `${person.firstName} ${person.lastName}`,
      email: order.email,
      phone: person.phones[0] ?? "",
      address: `${person.address}, ${person.commune.postcode} ${person.commune.name}`,
    },
    orderedAt: defect === "time-zone-missing" ? parisWithoutZone(order.at) : isoSeconds(order.at),
    updatedAt: isoSeconds(order.updatedAt),
    status:
      defect === "status-synonym"
        ? draws.pick([word, word.toUpperCase(), word[0]!.toUpperCase() + word.slice(1)])
        : order.status,
    totalCents:
      order.totalCents + (defect === "total-mismatch" ? draws.pick([-100, 100, 1, 250, -1, 999]) : 0),
    lines: order.lines.map((line, at) => ({
      productId: line.productId,
      quantity:
        at === order.damagedLine ? showLineQuantity(draws, line.quantity, defect) : String(line.quantity),
      unitPriceCents: line.unitPriceCents,
    })),
  };
}

function showLineQuantity(draws: Draws, quantity: number, defect: string | null): string {
  if (defect === "quantity-text") return draws.pick([`x${quantity}`, `${quantity} unités`]);
  if (defect === "quantity-negative") return draws.pick(["0", `-${quantity}`]);
  return String(quantity);
}

/** A record's line in the customers file, without its end. */
export function showCustomer(drawsOf: DrawsOf, block: number, record: CustomerRecord): string {
  const draws = drawsOf("display:customer", block, record.person.index, record.nth);
  const { person, defect } = record;
  const flag = record.newsletter;
  const values: Record<(typeof CUSTOMER_COLUMNS)[number], string> = {
    numero: record.recordId,
    compte: record.account ?? "",
    civilite: person.civility,
    nom: person.lastName,
    prenom: person.firstName,
    naissance: isoDate(person.born),
    email: defect === "email-case" ? damagedEmail(draws, record.email) : record.email,
    telephone: showPhone(draws, record),
    adresse: person.address,
    code_postal: person.commune.postcode,
    solde: cents(record.loyaltyCents, defect === "decimal-comma" ? "," : "."),
    lettre_info:
      defect === "boolean-french" ? draws.pick(flag ? ["oui", "O"] : ["non", "N"]) : flag ? "1" : "0",
    point_retrait: record.pickupPoint,
    cree_le: defect === "date-impossible" ? impossible(draws, record.createdOn) : isoDate(record.createdOn),
    modifie_le: isoSeconds(record.updatedAt),
  };
  return CUSTOMER_COLUMNS.map((column) => values[column]).join(";");
}

const damagedEmail = (draws: Draws, email: string): string =>
  draws.pick([
    email.toUpperCase(),
    email[0]!.toUpperCase() + email.slice(1),
    ` ${email}`,
    `${email} `,
    `mailto:${email}`,
  ]);

function showPhone(draws: Draws, record: CustomerRecord): string {
  if (record.phone === null) return "";
  return record.defect === "phone-international" ? draws.pick(looseForms(record.phone)) : record.phone;
}

const impossible = (draws: Draws, day: number): string =>
  `${isoDate(day).slice(0, 4)}-${draws.pick(["02-30", "02-31", "04-31", "06-31", "09-31", "11-31"])}`;
