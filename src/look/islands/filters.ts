/** Filters take effect when a choice is made; words still wait for Enter or the button. */
for (const form of document.querySelectorAll<HTMLFormElement>('form.filter')) {
  form.addEventListener('change', (event) => {
    if (event.target instanceof HTMLSelectElement) form.requestSubmit();
  });
  // A shorter address: what is not filtered by is not said.
  form.addEventListener('formdata', (event) => {
    for (const name of new Set(event.formData.keys())) {
      if (event.formData.getAll(name).every((value) => value === '')) event.formData.delete(name);
    }
  });
}
