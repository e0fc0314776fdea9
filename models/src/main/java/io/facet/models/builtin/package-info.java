/**
 * The model that needs no download: a face descriptor of classical image processing, written as an ONNX file by Facet
 * itself. For trying Facet out, not for recognising people. How it was chosen: docs/builtin-512.md.
 */
@NullMarked
package io.facet.models.builtin;

import org.jspecify.annotations.NullMarked;
