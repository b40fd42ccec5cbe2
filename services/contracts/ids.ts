// The natural id of a record in its kind: the key of its Kafka record in `raw.*` and `clean.*` alike.
import type { RawBody } from "./raw.ts";

export const rawId = {
  sellers: (b: RawBody<"sellers">) => b.sellerId,
  certifications: (b: RawBody<"certifications">) => `${b.sellerId}~${b.label}`,
  products: (b: RawBody<"products">) => `${b.reference}~${b.category}`,
  reviews: (b: RawBody<"reviews">) => b.reviewId,
  orders: (b: RawBody<"orders">) => b.orderId,
  customers: (b: RawBody<"customers">) => b.recordId,
  prices: (b: RawBody<"prices">) => `${b.productId}~${b.at}`,
  labels: (b: RawBody<"labels">) => b.reviewId,
  files: (b: RawBody<"files">) => b.fileId,
  erasures: (b: RawBody<"erasures">) => `${b.reason}~${b.subjects[0]}`,
} as const;
