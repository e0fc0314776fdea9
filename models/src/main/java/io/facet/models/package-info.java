@NullMarked
package io.facet.models;

import org.jspecify.annotations.NullMarked;
