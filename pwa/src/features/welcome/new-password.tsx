import { useState } from "preact/hooks";
import { Password } from "../../ui/forms";
import { words } from "../../words";

const SHORTEST = 12;

/** A password that is being chosen: its field, and whether it will do. */
export function useNewPassword(label: string) {
  const { welcome: w } = words.value;
  const [password, setPassword] = useState("");
  const [is_short, setShort] = useState(false);
  return {
    password,
    clear: () => setPassword(""),
    /** False for one that is too short, which its field then says. */
    willDo: (): boolean => {
      setShort(password.length < SHORTEST);
      return password.length >= SHORTEST;
    },
    field: (
      <Password
        label={label}
        hint={w.password_hint}
        error={is_short ? w.password_short : undefined}
        value={password}
        onValue={setPassword}
        autocomplete="new-password"
      />
    ),
  };
}
