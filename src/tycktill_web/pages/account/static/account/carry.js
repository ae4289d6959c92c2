// Presses the one button of the page: the answer that another site posted goes on as our own form, with our cookie.
document.querySelector('form[data-carry]')?.requestSubmit();
