import { signal } from "@preact/signals";

/** The name as typed on one of the ways in, for the others of them. Welcome lets it go, and so does whoever is in. */
export const typed_handle = signal("");

/** As the server knows it. */
export const handleTyped = (): string => typed_handle.value.trim().toLowerCase();
