import { quickDerivation } from "../quick_derivation";

export const { KDF_VERSION, stretched } = quickDerivation;
