import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { words } from "../../words";

/** The same as the chart, as a table behind a button, and always on paper; the row's first cell is its heading. */
export function TableToggle({ caption, columns, rows }: { caption: string; columns: string[]; rows: string[][] }) {
  const { trends: w } = words.value;
  const is_open = useSignal(false);
  const id = useId();
  return (
    <div class="stack tight">
      <div class="row no-print">
        <button
          type="button"
          class="button"
          aria-expanded={is_open.value}
          aria-controls={id}
          onClick={() => (is_open.value = !is_open.value)}
        >
          {is_open.value ? w.hide_table : w.show_table}
        </button>
        <button type="button" class="button" onClick={() => print()}>
          {w.print}
        </button>
      </div>
      <div id={id} hidden={!is_open.value} class="scroll on-paper">
        <table>
          <caption class="unseen">{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th scope="col" key={column}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([head, ...cells]) => (
              <tr key={head}>
                <th scope="row">{head}</th>
                {cells.map((cell, number) => (
                  <td key={columns[number + 1]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
