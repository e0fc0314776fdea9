@NullMarked
package io.facet.app.master.farm;

import org.jspecify.annotations.NullMarked;
