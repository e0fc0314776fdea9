/** ONNX Runtime: sessions on devices, and finding out which devices really work. */
@NullMarked
package io.facet.models.runtime;

import org.jspecify.annotations.NullMarked;
