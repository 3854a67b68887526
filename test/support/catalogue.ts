import { packedCatalogues } from "#shared/adapters/catalogue.ts";
import { catalogueOf } from "#shared/catalogue/catalogue-of.ts";

/** The committed catalogue. */
export const CATALOGUE = catalogueOf(packedCatalogues());
