// Three small drawings in brick: a wall begun, a plain stone among the bricks, and the arch of a hearth.
const BRICKS = [
  "M0 44h58v20H0zM62 44h58v20H62zM0 22h28v18H0zM32 22h58v18H32zM0 0h58v18H0z",
  "M0 44h58v20H0zM62 44h58v20H62zM0 22h28v18H0zM94 22h26v18H94zM0 0h58v18H0zM62 0h58v18H62z",
  "M0 0h36v18H0zM40 0h40v18H40zM84 0h36v18H84zM0 22h28v18H0zM92 22h28v18H92zM0 44h28v20H0zM92 44h28v20H92z",
];
const MARKS = ["M94 22h26v18H94z", "M32 22h58v18H32z", "M60 28c9 9 12 16 12 22a12 12 0 0 1-24 0c0-6 3-13 12-22z"];
const SHADES = ["pale", "stone", "ember"];

export function WelcomePicture({ at }: { at: number }) {
  return (
    <svg class="tale-picture turns" viewBox="0 0 120 64" aria-hidden="true">
      <path class="mark-brick" d={BRICKS[at]} />
      <path class={SHADES[at]} d={MARKS[at]} />
    </svg>
  );
}
