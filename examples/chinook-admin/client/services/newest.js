// A new invoice is in the table as soon as its event arrives. Livewire listens to the same event and asks Laravel for the
// table's HTML, which then takes the place of this row: the key is the same.
const longest = 10;

/** A row like the others of the table, with what the event says. */
function rowFor({ id, customer_name, total, status, at }, like) {
  const row = like.cloneNode(true);
  row.setAttribute('wire:key', id);
  Object.assign(row.dataset, { id, status });
  row.className = 'new';
  const [number, customer, sum, state] = row.cells;
  number.textContent = id;
  const time = document.createElement('time');
  time.className = 'soft';
  time.dateTime = at;
  time.textContent = `${at.slice(11, 16)} UTC`;
  customer.replaceChildren(`${customer_name} `, time);
  sum.textContent = `$${Number(total).toFixed(2)}`;
  const chip = document.createElement('span');
  chip.className = 'chip';
  chip.dataset.status = chip.textContent = status;
  state.replaceChildren(chip);
  return row;
}

function add(invoice) {
  const rows = [...document.querySelectorAll('.invoices tbody tr')];
  const isOld = rows.some(({ dataset }) => Number(dataset.id) >= invoice.id);
  // An empty table has no row to copy; Livewire shows its first one.
  if (rows.length === 0 || isOld) return;
  rows[0].before(rowFor(invoice, rows[0]));
  rows[longest - 1]?.remove();
}

document.addEventListener('livewire:init', () => {
  // Only the page of an administrator has the table; for others the channel would be refused.
  if (document.querySelector('.invoices'))
    window.Echo.private('admin.invoices').listen('.InvoiceCreated', add);
});
