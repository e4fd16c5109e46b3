import { useMemo } from "preact/hooks";
import { encode } from "uqr";
import { words } from "../../words";
import "./qr.css";

const BORDER = 2;

/** A link as a picture: dark on light in both themes, because cameras want it so. */
export function QrCode({ text }: { text: string }) {
  const { size, data } = useMemo(() => encode(text, { border: BORDER, ecc: "M" }), [text]);
  const path = data.map((row, y) => row.map((is_dark, x) => (is_dark ? `M${x} ${y}h1v1h-1z` : "")).join("")).join("");
  return (
    <svg class="qr" role="img" aria-label={words.value.us.qr_label} viewBox={`0 0 ${size} ${size}`} shape-rendering="crispEdges">
      <path class="qr-light" d={`M0 0h${size}v${size}H0z`} />
      <path class="qr-dark" d={path} />
    </svg>
  );
}
