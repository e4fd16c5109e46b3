import { quickDerivation } from "../quick-derivation";

export const { KDF_VERSION, stretched } = quickDerivation;
