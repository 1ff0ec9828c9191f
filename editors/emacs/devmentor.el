;;; devmentor.el --- DevMentor through eglot  -*- lexical-binding: t; -*-

;;; Commentary:
;; Load this file, then M-x eglot in a Python, JavaScript, TypeScript, Go or Rust buffer.
;; M-x eglot-code-actions offers "Explain with DevMentor".

;;; Code:

(require 'eglot)

(add-to-list 'eglot-server-programs
             '((python-mode python-ts-mode js-mode js-ts-mode typescript-ts-mode tsx-ts-mode
                            go-mode go-ts-mode rust-mode rust-ts-mode)
               . ("devmentor" "lsp")))

(provide 'devmentor)
;;; devmentor.el ends here
