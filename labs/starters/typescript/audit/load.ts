// `load`: from the raw layer to the tables, all of it again, in one transaction.
import { asLoader } from "./environment.ts";
import { priceCents, rating } from "./clean.ts";
import type { ShownProduct, ShownReview } from "./pages.ts";
import { bodies } from "./raw.ts";

const products = await bodies<ShownProduct>("products");
const reviews = await bodies<ShownReview>("reviews");

await asLoader(async (db) => {
  await db.query("DELETE FROM shop.review");
  await db.query("DELETE FROM shop.product");
  for (const { reference, sellerId, name, price } of products) {
    const cents = priceCents(price);
    if (!cents) continue;
    await db.query("INSERT INTO shop.product VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", [
      reference,
      sellerId,
      name.trim(),
      cents,
    ]);
  }
  for (const { reviewId, productId, accountKey, writtenAt, deviceKey, networkKey, ...shown } of reviews) {
    const stars = rating(shown.rating);
    if (stars === null) continue;
    await db.query(
      `INSERT INTO shop.review SELECT $1, product_id, $3, $4, $5, $6, $7 FROM shop.product
       WHERE product_id = $2 ON CONFLICT DO NOTHING`,
      [reviewId, productId, accountKey, stars, writtenAt, deviceKey, networkKey],
    );
  }
});
console.log("products and reviews read:", products.length, reviews.length);
