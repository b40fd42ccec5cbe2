-- Row types of the clean records' bodies, so that PostgreSQL reads a batch of messages as they are
-- (json_to_recordset), in one pass and strictly typed. Names are those of the JSON.

CREATE TYPE store.seller_body AS (
  "sellerId" text, "name" text, "commune" text, "department" text, "postcode" text, "joinedOn" date
);
CREATE TYPE store.certification_body AS ("sellerId" text, "label" text, "validUntil" date);
CREATE TYPE store.product_body AS (
  "productId" text, "category" text, "sellerId" text, "name" text, "description" text, "priceCents" integer,
  "vatBasisPoints" integer, "netQuantity" integer, "netUnit" text, "listedOn" date, "imageFileId" text
);
CREATE TYPE store.price_body AS ("productId" text, "at" timestamptz, "priceCents" integer);
CREATE TYPE store.customer_body AS (
  "recordId" text, "accountKey" text, "emailKey" text, "phoneKey" text, "department" text, "loyaltyCents" integer,
  "newsletter" boolean, "pickupPoint" text, "createdOn" date, "updatedAt" timestamptz
);
CREATE TYPE store.order_line AS ("productId" text, "quantity" integer, "unitPriceCents" integer);
CREATE TYPE store.order_body AS (
  "orderId" text, "customerKey" text, "orderedAt" timestamptz, "status" text, "totalCents" integer,
  "lines" store.order_line[]
);
CREATE TYPE store.review_body AS (
  "reviewId" text, "productId" text, "accountKey" text, "rating" smallint, "text" text, "writtenAt" timestamptz,
  "deviceKey" text, "networkKey" text
);
CREATE TYPE store.label_body AS ("reviewId" text, "fraudulent" boolean, "moderatedOn" date);
CREATE TYPE store.file_body AS (
  "fileId" text, "path" text, "mediaType" text, "bytes" integer, "sha256" text, "width" integer, "height" integer,
  "takenAt" timestamptz
);
