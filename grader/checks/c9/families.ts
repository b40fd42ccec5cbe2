// Families of transformations: which rules belong to each, and which columns show that they were applied everywhere.
import type { RuleId } from "@atelier/contracts/rules.ts";
import type { Told } from "../../told.ts";

export interface Family {
  readonly slug: string;
  readonly name: Told;
  readonly rules: readonly RuleId[];
  /** `view.column`: right on all rows, not only where a defect was. */
  readonly columns: readonly string[];
}

export const FAMILIES: readonly Family[] = [
  {
    slug: "formats",
    name: {
      fr: "Formats : dates, instants, prix, vocabulaires",
      en: "Formats: dates, instants, prices, vocabularies",
    },
    rules: [
      "date-slash",
      "date-words",
      "date-short-year",
      "date-epoch",
      "time-zone-missing",
      "clock-skew",
      "price-comma",
      "price-thousands",
      "decimal-comma",
      "rating-fraction",
      "quantity-text",
      "status-synonym",
      "boolean-french",
      "postcode-short",
      "phone-international",
      "email-case",
    ],
    columns: [
      "products.listed_on",
      "orders.ordered_at",
      "orders.status",
      "order_lines.quantity",
      "reviews.rating",
      "reviews.written_at",
      "customers.newsletter",
      "customers.loyalty_cents",
      "sellers.postcode",
      "sellers.joined_on",
    ],
  },
  {
    slug: "joins",
    name: { fr: "Jointures et cohérence entre sources", en: "Joins and consistency between sources" },
    rules: [
      "total-mismatch",
      "department-corsica",
      "commune-merged",
      "product-two-categories",
      "page-overlap",
    ],
    columns: [
      "products.seller_id",
      "order_lines.product_id",
      "orders.customer_key",
      "orders.total_cents",
      "product_categories.category",
      "reviews.product_id",
      "sellers.department",
      "sellers.commune",
    ],
  },
  {
    slug: "missing",
    name: { fr: "Valeurs manquantes", en: "Missing values" },
    rules: ["missing-marker"],
    columns: ["products.net_quantity", "products.net_unit", "products.image_file_id", "products.description"],
  },
  {
    slug: "encodings",
    name: { fr: "Encodages et textes", en: "Encodings and texts" },
    rules: [
      "mojibake",
      "cp1252",
      "double-entity",
      "text-markup",
      "text-contact",
      "apostrophe",
      "spaces",
      "media-type-lie",
    ],
    columns: ["products.name", "sellers.name", "customers.pickup_point", "files.media_type"],
  },
  {
    slug: "units",
    name: { fr: "Unités", en: "Units" },
    rules: ["unit-kilograms", "unit-litres", "vat-fraction", "price-unit"],
    columns: [
      "products.price_cents",
      "products.vat_basis_points",
      "products.net_quantity",
      "prices.price_cents",
      "order_lines.unit_price_cents",
    ],
  },
];
