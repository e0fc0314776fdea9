@NullMarked
package io.facet.models.onnx;

import org.jspecify.annotations.NullMarked;
