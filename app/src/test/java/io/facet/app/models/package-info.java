@NullMarked
package io.facet.app.models;

import org.jspecify.annotations.NullMarked;
